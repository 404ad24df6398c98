package httpapi

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"github.com/yigou/yigou/internal/trade"
)

// toCashier sends the browser to the channel's own page to pay one of the
// caller's payments, and from there back to the checkout.
func (s *Server) toCashier(c *gin.Context) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		fail(c, trade.ErrNoPayment)
		return
	}
	who := actorOf(c)
	if !who.SignedIn() {
		c.Redirect(http.StatusSeeOther, "/me")
		return
	}
	p, err := s.Desk.Payment(c.Request.Context(), who.UserID, id)
	if err != nil {
		fail(c, err)
		return
	}
	address, err := s.Desk.Charge(c.Request.Context(), who.UserID, id, "/pay/"+formatID(p.CheckoutID))
	if err != nil {
		fail(c, err)
		return
	}
	c.Redirect(http.StatusSeeOther, address)
}
