package main

import (
	"os"
	"strconv"
	"time"
)

// today is the date in the person's time zone, YYYY-MM-DD. SOURCE_DATE_EPOCH, if set, stands in for
// the clock (reproducible-builds.org, specification of SOURCE_DATE_EPOCH), in UTC.
func today() string {
	now := time.Now()
	if s, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		if then := time.Unix(s, 0).UTC(); then.Year() >= 1 && then.Year() <= 9999 {
			now = then
		}
	}
	return now.Format(time.DateOnly)
}
