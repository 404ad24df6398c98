package httpapi

import (
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/place"
)

func grant(g identity.Grant, names orgNames, tree *place.Tree) Grant {
	w := roleWords[g.Role]
	out := Grant{
		Id: string(g.Role), Role: Role(g.Role), RoleLabel: w.label, Front: GrantFront(w.front),
		Region: g.Region, RegionName: tree.Name(g.Region),
	}
	if g.ID != 0 {
		out.Id = formatID(g.ID)
	}
	switch g.OrgKind {
	case "station":
		out.OrgName = names.stations[g.OrgID]
	case "supplier":
		out.OrgName = names.suppliers[g.OrgID]
	case "town", "district":
		out.OrgName = tree.Name(g.Region)
	}
	return out
}
