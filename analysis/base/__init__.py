"""What everything stands on: records, layers, errors, digests, wording. Imports nothing else of ours."""
