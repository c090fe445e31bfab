"""What a whole corpus says of lines and rules: counts of lines, proposals of rules, hits of rules."""
