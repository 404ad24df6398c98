package supply

import (
	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/stock"
)

// ReviseProduce corrects a produce; its unit stays once a lot holds it.
// Refusals: those of catalog.ReviseProduce.
func ReviseProduce(tx *db.Tx, a actor.Actor, id int64, in catalog.ProduceInput) (catalog.Produce, error) {
	held, err := stock.HoldsProduce(tx, id)
	if err != nil {
		return catalog.Produce{}, err
	}
	return catalog.ReviseProduce(tx, a, id, in, held)
}
