"""What people say of marks: decisions, samples judged by a person, files of annotation tools."""
