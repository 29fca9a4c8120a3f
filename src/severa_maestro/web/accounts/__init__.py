"""Users, their roles in companies, invitations, and the audit log."""
