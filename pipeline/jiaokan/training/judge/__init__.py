"""What `train_line_judge` trains: the parts of a judge, on pages that it composes from labelled ones."""
