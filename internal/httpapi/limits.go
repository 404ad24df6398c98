package httpapi

import (
	"math"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/yigou/yigou/internal/cache"
)

// rates bound how often one caller may do a thing: a person where one is signed
// in, else an address. Codes and passwords have closer limits of their own in
// identity.
var rates = map[string]cache.Rate{
	"authCreateSmsCode":             {N: 30, Per: time.Hour},
	"authCreateSession":             {N: 60, Per: 10 * time.Minute},
	"authPutPassword":               {N: 20, Per: time.Hour},
	"shopParseAddress":              {N: 60, Per: time.Minute},
	"shopCreateQuote":               {N: 3000, Per: time.Minute},
	"meCreateCheckout":              {N: 3000, Per: time.Minute},
	"meQueryPayment":                {N: 60, Per: time.Minute},
	"meCreateHouseholdBinding":      {N: 20, Per: time.Hour},
	"stationCreateMedia":            {N: 200, Per: time.Hour},
	"districtCreateHouseholdImport": {N: 30, Per: time.Hour},
	"districtRunDoctor":             {N: 12, Per: time.Hour},
	"districtLiftStop":              {N: 30, Per: time.Hour},
	"districtCreateCheckpoint":      {N: 12, Per: time.Hour},
	"publicGetProof":                {N: 120, Per: time.Minute}, // beside 2⁶⁴, a limit on guessing
}

// unlimitedInDemo are not counted where no message is really sent and everybody
// comes from one machine.
var unlimitedInDemo = map[string]bool{"authCreateSmsCode": true, "authCreateSession": true}

// slowDown refuses a caller who exceeds a rate.
func (s *Server) slowDown(c *gin.Context) {
	op := s.contract.of(c)
	rate, ok := rates[op.id]
	if !ok || s.DemoSMS != nil && unlimitedInDemo[op.id] {
		return
	}
	who := c.ClientIP()
	if a := actorOf(c); a.SignedIn() {
		who = strconv.FormatInt(a.UserID, 10)
	}
	if ok, wait := s.Cache.Limit(c.Request.Context(), "http:"+op.id+":"+who, rate); !ok {
		c.Header("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
		fail(c, errTooMany)
	}
}
