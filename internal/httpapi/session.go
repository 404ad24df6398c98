package httpapi

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/clock"
	"github.com/yigou/yigou/internal/identity"
)

// cookieName holds the session's token.
const cookieName = "yigou_session"

// caller is who a request comes from.
type caller struct {
	actor.Actor
	session identity.Session
	token   string
	host    string // as the browser wrote it
}

type callerKey struct{}

func callerOf(ctx context.Context) caller {
	c, _ := ctx.Value(callerKey{}).(caller)
	return c
}

func actorOf(ctx context.Context) actor.Actor { return callerOf(ctx).Actor }

// authenticate says who is asking. A cookie that no longer opens a session
// makes a visitor: what needs more refuses in admit.
func (s *Server) authenticate(c *gin.Context) {
	n := noteOf(c)
	who := caller{Actor: actor.Actor{RequestID: n.requestID}}
	op := s.contract.of(c) // nil outside the contract
	if cookie, err := c.Request.Cookie(cookieName); err == nil && cookie.Value != "" && (op == nil || !op.cached) {
		a, session, err := s.Identity.Authenticate(c.Request.Context(), cookie.Value)
		if err != nil && !errors.Is(err, identity.ErrSession) {
			fail(c, err)
			return
		}
		if err == nil {
			a.RequestID = n.requestID
			who = caller{Actor: a, session: session, token: cookie.Value}
			n.userID, n.role = a.UserID, a.Role
		}
	}
	who.host = c.Request.Host
	c.Request = c.Request.WithContext(context.WithValue(c.Request.Context(), callerKey{}, who))
}

// setSession gives the browser a session's token until the session ends.
func (s *Server) setSession(ctx context.Context, token string, expiresUS int64) {
	left := clock.Time(expiresUS).Sub(s.DB.Clock().Now())
	s.setCookie(ctx, token, int(left/time.Second))
}

func (s *Server) dropSession(ctx context.Context) { s.setCookie(ctx, "", -1) }

func (s *Server) setCookie(ctx context.Context, token string, seconds int) {
	http.SetCookie(exchangeOf(ctx).answer, &http.Cookie{ //nolint:gosec // Secure everywhere but demo and dev on plain http (decisions 8)
		Name: cookieName, Value: token, Path: "/", MaxAge: seconds,
		HttpOnly: true, Secure: s.SecureCookies, SameSite: http.SameSiteLaxMode,
	})
}
