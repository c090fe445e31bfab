"""Export: the clean texts of a release as plain files, without the ledger."""
