"""The offline form: one HTML file out to an officer without network, one small answer file back."""
