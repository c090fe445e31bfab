"""The learned judge of strip: units of a page, their features, their chances, and what to remove."""
