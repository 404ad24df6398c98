package catalog

// summarise derives what lists show of the SKUs on offer: the cheapest leads,
// the first of equals.
func summarise(skus []Sku) Summary {
	var s Summary
	for _, k := range skus {
		if !k.Offered {
			continue
		}
		s.SkuCount++
		s.PriceMax = max(s.PriceMax, k.Price)
		if s.LeadSkuID == 0 || k.Price < s.Price {
			s.LeadSkuID, s.Price, s.NetContentG, s.CountHint = k.ID, k.Price, k.NetContentG, k.CountHint
		}
	}
	return s
}
