package sandboxpay

import (
	_ "embed"
	"html/template"
	"net/http"
	"strconv"

	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
)

//go:embed cashier.html
var cashierHTML string

var cashierPage = template.Must(template.New("cashier").Parse(cashierHTML))

type page struct {
	Charge  charge
	Yuan    string
	Open    bool
	Problem string
}

// Cashier serves the sandbox's pages: GET /sandbox/pay/{id} shows the charge,
// POST pays it and returns to the shop.
func (c *Channel) Cashier() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+c.cashier+"{id}", c.show)
	mux.HandleFunc("POST "+c.cashier+"{id}", c.pay)
	return mux
}

func (c *Channel) show(w http.ResponseWriter, r *http.Request) { c.render(w, r, "") }

func (c *Channel) pay(w http.ResponseWriter, r *http.Request) {
	chargeID, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err := c.Pay(r.Context(), chargeID); err != nil {
		text := "沙箱暂时没有回应，请稍后再试"
		if f, ok := fault.From(err); ok {
			text = f.Detail
		}
		c.render(w, r, text)
		return
	}
	ch, err := c.charge(r, chargeID)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	http.Redirect(w, r, ch.ReturnURL, http.StatusSeeOther)
}

func (c *Channel) charge(r *http.Request, chargeID int64) (ch charge, err error) {
	err = c.db.View(r.Context(), func(tx *db.Tx) error {
		ch, err = chargeByID(tx, chargeID)
		return err
	})
	return ch, err
}

func (c *Channel) render(w http.ResponseWriter, r *http.Request, problem string) {
	chargeID, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	ch, err := c.charge(r, chargeID)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if problem != "" {
		w.WriteHeader(http.StatusConflict)
	}
	_ = cashierPage.Execute(w, page{Charge: ch, Yuan: ch.Amount.String(), Open: ch.State == stateOpen, Problem: problem})
}
