"""A study file -> executed notebooks and figures that repeat, and the answers about them.

study, plan        the YAML file, checked; every notebook with the parameters that it will see
notebooks          the parameters, question and declared outputs of a notebook file
execution          one notebook in a kernel; the only user of papermill
portable           what a machine, a user or a clock left in a notebook, taken out
run, store         a whole study; what has not changed is not run again
gather, reports    results of a matrix in one table; HTML pages without code
verify, table_diff rerun a recipe and compare; recipes and packs may come from anybody
pack, pack_tables, leaks, unpacking, replication   packs without the wording of the corpus
init, commands     a commented study for a corpus; the command line of all this
"""
