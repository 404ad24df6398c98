package httpapi

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/yigou/yigou/internal/catalog"
)

// serveMedia gives out a picture in one of its widths; it never changes.
func (s *Server) serveMedia(c *gin.Context) {
	id, err1 := strconv.ParseInt(c.Param("id"), 10, 64)
	width, err2 := strconv.Atoi(c.Param("width"))
	if err1 != nil || err2 != nil {
		fail(c, catalog.ErrNoMedia)
		return
	}
	f, err := s.Gallery.Open(c.Request.Context(), id, width)
	if err != nil {
		fail(c, err)
		return
	}
	defer func() { _ = f.Body.Close() }() // it was read, not written
	c.Header("Etag", f.ETag)
	c.Header("Content-Type", f.ContentType)
	c.Header("Cache-Control", immutable)
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, f.Body)
}
