package worker

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"carebook/contract"
)

// Metrics are figures of this process for an operator's Prometheus: how late marks fire, and Go's own. They name kinds,
// never cases or persons.
type Metrics struct {
	registry *prometheus.Registry
	late     *prometheus.HistogramVec
}

// NewMetrics are figures that begin at zero, in a registry of their own.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		late: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "carebook_mark_lateness_seconds",
			Help:    "How long after its moment a reminder, an escalation or a breach was fired or folded.",
			Buckets: []float64{0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 6 * 3600, 24 * 3600},
		}, []string{"kind"}),
	}
	for _, kind := range []contract.MarkKind{contract.Remind, contract.Escalate, contract.Breach} {
		m.late.WithLabelValues(string(kind)) // so that a kind is there before its first mark
	}
	m.registry.MustRegister(m.late, collectors.NewGoCollector())
	return m
}

// Late counts one mark; it fits models.Books.Late.
func (m *Metrics) Late(kind contract.MarkKind, by time.Duration) {
	m.late.WithLabelValues(string(kind)).Observe(by.Seconds())
}

// Handler answers with the figures as Prometheus reads them.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}
