"""Setting a company up: what the steps of the wizard and the settings pages share."""
