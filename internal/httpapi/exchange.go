package httpapi

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"
)

// exchange is the request behind a handler's context, for the few that need a
// header or a cookie.
type exchange struct {
	request *http.Request
	answer  http.ResponseWriter
}

type exchangeKey struct{}

// requestContext is what handlers get: the request's own context, which may be
// held after the handler has returned, never gin's, which may not.
func requestContext(c *gin.Context) context.Context {
	return context.WithValue(c.Request.Context(), exchangeKey{}, exchange{c.Request, c.Writer})
}

func exchangeOf(ctx context.Context) exchange {
	x, _ := ctx.Value(exchangeKey{}).(exchange)
	return x
}
