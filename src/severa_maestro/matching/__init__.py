"""Pure judgement: which product a row goes to, and what is wrong with an invoice."""
