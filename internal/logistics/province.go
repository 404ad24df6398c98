package logistics

// Provinces returns the two-digit codes of the 34 provinces, municipalities,
// autonomous regions and special regions (GB/T 2260) in their order.
func Provinces() []string {
	return []string{
		"11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
		"41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65",
		"71", "81", "82",
	}
}

// provinceOf is the province of a county code; "" when it is no county code.
func provinceOf(county string) string {
	if len(county) != 6 || !allDigits(county) {
		return ""
	}
	return county[:2]
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
