package httpapi

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/yigou/yigou/internal/fault"
)

var errNotReady = fault.New(fault.Unavailable, "not_ready", "服务正在启动或连不上数据库，请稍后再试")

// alive says that the process answers.
func (s *Server) alive(c *gin.Context) { c.String(http.StatusOK, "ok\n") }

// ready says that requests can be served: the database answers.
func (s *Server) ready(c *gin.Context) {
	if err := s.DB.Ping(c.Request.Context()); err != nil {
		noteOf(c).err = err
		fail(c, errNotReady)
		return
	}
	c.String(http.StatusOK, "ok\n")
}

// showMetrics shows the metrics to callers that reach the process itself; what a
// proxy passes on from outside does not find them.
func (s *Server) showMetrics() gin.HandlerFunc {
	show := promhttp.HandlerFor(s.Metrics, promhttp.HandlerOpts{})
	return func(c *gin.Context) {
		if c.GetHeader("X-Forwarded-For") != "" || c.GetHeader("Forwarded") != "" {
			fail(c, errRoute)
			return
		}
		show.ServeHTTP(c.Writer, c.Request)
	}
}
