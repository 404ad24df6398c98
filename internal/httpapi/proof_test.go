package httpapi

import (
	"encoding/hex"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/proof"
)

// A buyer follows the link on his order: first to a block, then, when the
// district has signed, to a checkpoint; and one changed fen is found.
func TestAProofFollowsItsLink(t *testing.T) {
	v := newValley(t)
	buyer := v.signedIn("13900001111")
	sell := func(name, no string) Order {
		id := text(v.buy(buyer, 1, name).Orders[0].Id)
		v.station.post(api+"/station/orders/"+id+"/pack", PackInput{}, key("pack-"+id)...).want(http.StatusOK)
		v.station.post(api+"/station/orders/"+id+"/ship", ShipInput{CarrierCode: v.carrierCode(), WaybillNo: waybill[:len(waybill)-1] + no}, key("ship-"+id)...).want(http.StatusOK)
		buyer.post(api+"/me/orders/"+id+"/sign", nil, key("sign-"+id)...).want(http.StatusOK)
		v.settle()
		var o Order
		buyer.get(api+"/me/orders/"+id).want(http.StatusOK, &o)
		return o
	}
	o := sell("one", "1")
	links := o.Households.Proofs
	sum := int64(0)
	for _, l := range links {
		sum += l.AmountFen
	}
	if len(links) == 0 || sum != o.Households.AmountFen {
		t.Fatalf("the links of %d fen prove %d", o.Households.AmountFen, sum)
	}
	anyone := v.visitor()
	var p Proof
	anyone.get(api+"/public/proofs/"+links[0].Token).want(http.StatusOK, &p)
	if p.CheckpointNo != 0 || !strings.Contains(p.Sentence, "还没有列入校验点，下一个校验点在") || p.AmountFen != links[0].AmountFen {
		t.Errorf("%+v", p)
	}
	var c, second Checkpoint
	v.district.post(api+"/district/checkpoints", nil).want(http.StatusCreated, &c)
	anyone.get(api+"/public/proofs/"+links[0].Token).want(http.StatusOK, &p)
	if p.CheckpointNo != c.No || !strings.HasPrefix(p.Sentence, "订单 "+o.No+" 的这一笔：记入一户农户 ") || !strings.HasSuffix(p.Sentence, "已列入第 1 号校验点。") {
		t.Errorf("%s", p.Sentence)
	}
	var k LogKey
	anyone.get(api+"/public/log-key").want(http.StatusOK, &k)
	keys, err := ledger.NewVerifiers(k.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := proof.Verify(p.Document, keys); err != nil || -got.Amount != p.AmountFen || got.Checkpoint.No != c.No {
		t.Errorf("%+v %v", got, err)
	}
	p.Document.Entry.Amount--
	if _, err := proof.Verify(p.Document, keys); err == nil {
		t.Error("a changed fen is proved")
	}
	sell("two", "2")
	v.district.post(api+"/district/checkpoints", nil).want(http.StatusCreated, &second)
	wantConsistent(t, anyone)
	anyone.get(api+"/public/proofs/"+strings.Repeat("A", 22)).refused(http.StatusNotFound, "proof.unknown")
	anyone.get(api + "/public/proofs/" + text(o.Id)).want(http.StatusUnprocessableEntity)
}

func wantConsistent(t *testing.T, b *browser) {
	t.Helper()
	b.advance(2 * time.Second)
	var list CheckpointList
	b.get(api+"/public/checkpoints?limit=1").want(http.StatusOK, &list)
	if len(list.Items) != 1 || list.Items[0].No != 2 || list.NextCursor != "2" || list.NextAt.IsZero() || list.PublicKey == "" {
		t.Errorf("%+v", list)
	}
	var x Consistency
	b.get(api+"/public/checkpoints/1/consistency/2").want(http.StatusOK, &x)
	hash := func(s string) (h ledger.Hash) {
		if raw, err := hex.DecodeString(s); err == nil {
			copy(h[:], raw)
		}
		return h
	}
	path := mapped(x.Path, hash)
	if !ledger.Consistent(ledger.SHA256, x.From.Size, x.To.Size, path, hash(x.From.Root), hash(x.To.Root)) || x.From.Size >= x.To.Size {
		t.Errorf("%+v", x)
	}
	b.get(api+"/public/checkpoints/1/consistency/9").refused(http.StatusNotFound, "ledger.no_checkpoint")
}
