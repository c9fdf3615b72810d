package interview

import "readiness/reports"

// clean shows what anyone wrote such that it cannot steer the terminal.
func clean(s string) string { return reports.Clean(s) }
