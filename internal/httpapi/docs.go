package httpapi

import (
	"embed"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// docFiles is the page that shows the contract without a network: redoc 2.5.4
// (MIT, bundles/redoc.standalone.js of its npm package with the address of its
// logo taken out), gzip -9n.
//
//go:embed docs
var docFiles embed.FS

func (s *Server) serveDocs(c *gin.Context) {
	c.Header("Content-Security-Policy", docsPolicy)
	s.serveDocFile(c, "docs/index.html", "text/html; charset=utf-8")
}

func (s *Server) serveRedoc(c *gin.Context) {
	c.Header("Content-Encoding", "gzip")
	c.Header("Cache-Control", "public, max-age=86400")
	s.serveDocFile(c, "docs/redoc.standalone.js.gz", "text/javascript; charset=utf-8")
}

func (s *Server) serveDocFile(c *gin.Context, name, kind string) {
	body, err := docFiles.ReadFile(name)
	if err != nil {
		fail(c, err)
		return
	}
	c.Data(http.StatusOK, kind, body)
}

// serveContract answers with the contract itself.
func (s *Server) serveContract(c *gin.Context) { s.spec.serve(c.Writer, c.Request) }

// newSpecAnswer keeps the contract encoded and compressed.
func newSpecAnswer() (*publicAnswer, error) {
	body, err := GetSpecJSON()
	if err != nil {
		return nil, err
	}
	return newPublicAnswer(0, time.Time{}, body), nil
}
