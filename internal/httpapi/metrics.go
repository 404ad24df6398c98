package httpapi

import (
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// meters counts what is answered.
type meters struct {
	seconds *prometheus.HistogramVec
	cache   *prometheus.CounterVec
}

func newMeters(r prometheus.Registerer) *meters {
	m := &meters{
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "yigou_http_request_seconds",
			Help:    "Time to answer a request, by operation and class of status.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30},
		}, []string{"operation", "status"}),
		cache: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "yigou_http_public_cache_total",
			Help: "Public answers, by where they came from: hit, unchanged, miss.",
		}, []string{"result"}),
	}
	r.MustRegister(m.seconds, m.cache)
	return m
}

// answered notes one request; op is nil for pages and unknown routes.
func (m *meters) answered(op *operation, status int, took time.Duration) {
	name := "page"
	if op != nil {
		name = op.id
	}
	m.seconds.WithLabelValues(name, strconv.Itoa(status/100)+"xx").Observe(took.Seconds())
}
