package httpapi

import (
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/yigou/yigou/internal/cache"
	"github.com/yigou/yigou/internal/catalog"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/distribution"
	"github.com/yigou/yigou/internal/household"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/logistics"
	"github.com/yigou/yigou/internal/payout"
	"github.com/yigou/yigou/internal/place"
	"github.com/yigou/yigou/internal/proof"
	"github.com/yigou/yigou/internal/report"
	"github.com/yigou/yigou/internal/sms"
	"github.com/yigou/yigou/internal/supplier"
	"github.com/yigou/yigou/internal/trade"
)

// Deps is what the server is built from; app fills every field.
type Deps struct {
	DB        *db.DB
	Cache     *cache.Cache
	Identity  *identity.Gate
	Register  *household.Register
	Suppliers *supplier.Registry
	Addresses *logistics.AddressBook
	Gallery   *catalog.Gallery
	Papers    *distribution.Archive
	Desk      *trade.Desk
	Teller    *payout.Teller
	Places    *place.Cache
	Doctor    Doctor
	Chain     *ledger.Log
	Proofs    proof.Maker
	Tokens    proof.Tokens
	NextSign  func(now time.Time) time.Time // when the calendar takes the next checkpoint

	Log     *slog.Logger
	Metrics *prometheus.Registry
	Pages   fs.FS        // the built fronts: shop.html, station.html, office.html at its root
	Sandbox http.Handler // /sandbox; nil where the sandbox channel is off
	DemoSMS *sms.Fake    // whose codes may be shown; nil outside demo mode

	Channel        string   // payment channel of new checkouts
	PriceBandBP    int64    // how far a live price may move without a new review, basis points
	PublicURL      string   // printed on paper; empty: the address the browser used
	SecureCookies  bool     // false only for demo and dev on plain http
	TrustedProxies []string // addresses whose X-Forwarded-For is believed
}

// Server answers everything under one address.
type Server struct {
	Deps
	contract contract
	engine   *gin.Engine
	public   *publicCache
	sums     *memo[figures]
	open     *memo[report.Disclosure]
	maps     *memo[*atlas]
	flows    *memo[openMonth]
	pages    *pages
	spec     *publicAnswer
	origin   *http.CrossOriginProtection
	metrics  *meters

	cacheHits, cacheUnchanged, cacheMisses prometheus.Counter
}

// How old the sums and the map of the district may be on a page.
const (
	figuresTTL = 10 * time.Second
	atlasTTL   = time.Minute
)

// New builds the server; it fails when the contract, the access table or the
// pages do not fit together.
func New(d Deps) (*Server, error) {
	s := &Server{Deps: d, origin: http.NewCrossOriginProtection()}
	var err error
	if s.contract, err = readContract(); err != nil {
		return nil, err
	}
	if s.pages, err = newPages(d.Pages); err != nil {
		return nil, err
	}
	if s.spec, err = newSpecAnswer(); err != nil {
		return nil, err
	}
	s.metrics = newMeters(d.Metrics)
	s.cacheHits = s.metrics.cache.WithLabelValues("hit")
	s.cacheUnchanged = s.metrics.cache.WithLabelValues("unchanged")
	s.cacheMisses = s.metrics.cache.WithLabelValues("miss")
	now := d.DB.Clock().Now
	s.public = newPublicCache(s.DB.Generation, now)
	s.sums, s.open, s.maps = newMemo[figures](figuresTTL, now), newMemo[report.Disclosure](figuresTTL, now), newMemo[*atlas](atlasTTL, now)
	s.flows = newMemo[openMonth](figuresTTL, now)
	return s, s.buildEngine()
}

func (s *Server) buildEngine() error {
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	s.engine = e
	e.ContextWithFallback = true
	e.HandleMethodNotAllowed = true
	e.RedirectTrailingSlash = false
	if err := e.SetTrustedProxies(s.TrustedProxies); err != nil {
		return fmt.Errorf("httpapi: trusted proxies: %w", err)
	}
	e.Use(s.observe)
	e.NoRoute(s.elsewhere)
	e.NoMethod(func(c *gin.Context) { fail(c, errMethod) })
	e.GET("/healthz", s.alive)
	e.GET("/readyz", s.ready)
	e.GET("/metrics", s.showMetrics())
	e.GET("/docs", s.serveDocs)
	e.GET("/docs/redoc.standalone.js", s.serveRedoc)
	e.GET(basePath+"/openapi.json", s.serveContract)
	e.GET("/media/:id/:width", s.serveMedia)
	e.GET("/cashier/:id", s.authenticate, s.toCashier)
	if s.Sandbox != nil {
		e.Any("/sandbox/*path", s.serveSandbox)
	}
	api := e.Group("", s.remember, s.authenticate, s.slowDown, s.admit, s.validate)
	RegisterHandlersWithOptions(api, NewStrictHandlerWithOptions(s, nil, StrictGinServerOptions{
		RequestErrorHandlerFunc:  func(c *gin.Context, _ error) { fail(c, errMalformed) },
		HandlerErrorFunc:         fail,
		ResponseErrorHandlerFunc: fail,
	}), GinServerOptions{
		BaseURL:      basePath,
		ErrorHandler: func(c *gin.Context, _ error, _ int) { fail(c, errMalformed) },
	})
	return nil
}

// serveSandbox shows the sandbox channel's cashier, a page of its own.
func (s *Server) serveSandbox(c *gin.Context) {
	c.Header("Content-Security-Policy", sandboxPolicy)
	s.Sandbox.ServeHTTP(c.Writer, c.Request)
}

// elsewhere answers what no route matches: a page, or a problem.
func (s *Server) elsewhere(c *gin.Context) {
	if strings.HasPrefix(c.Request.URL.Path, "/api/") || !s.pages.serve(c.Writer, c.Request) {
		fail(c, errRoute)
	}
}

// ServeHTTP puts the headers every answer carries, answers from the public
// cache, keeps other sites out, and hands the rest to gin.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.secure(w.Header())
	if s.fromCache(w, r) {
		return
	}
	if err := s.checkOrigin(r); err != nil {
		writeProblem(w, errCrossOrigin, requestID(r))
		return
	}
	s.engine.ServeHTTP(w, r)
}

// checkOrigin refuses writes that another site's page sends. Channels' notifications carry
// a signature instead of a session.
func (s *Server) checkOrigin(r *http.Request) error {
	if strings.HasPrefix(r.URL.Path, basePath+"/notify/") {
		return nil
	}
	return s.origin.Check(r)
}
