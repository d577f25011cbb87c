package api

import (
	"strings"

	"carebook/internal/keys"
)

// maskName leaves the first character of a name.
func maskName(name string) string {
	for _, first := range name {
		return string(first) + "**"
	}
	return ""
}

// maskPhone leaves the beginning and the last four digits: 138****1234.
func maskPhone(phone string) string {
	d := keys.Normal(keys.Phone, phone)
	switch {
	case phone == "":
		return ""
	case len(d) < 8:
		return "****"
	}
	return d[:3] + "****" + d[len(d)-4:]
}

// maskPlate leaves where a car is registered and its last character.
func maskPlate(plate string) string {
	r := []rune(keys.Normal(keys.Plate, plate))
	switch {
	case len(r) == 0:
		return ""
	case len(r) < 5:
		return "***"
	}
	return string(r[:2]) + strings.Repeat("*", len(r)-3) + string(r[len(r)-1])
}

// maskVIN leaves the last four characters.
func maskVIN(vin string) string {
	r := []rune(keys.Normal(keys.VIN, vin))
	switch {
	case len(r) == 0:
		return ""
	case len(r) < 8:
		return "****"
	}
	return strings.Repeat("*", len(r)-4) + string(r[len(r)-4:])
}
