"""What tells people of what concerns them: bell, mail, push."""
