package httpapi

import (
	"fmt"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"
	"github.com/gin-gonic/gin"
)

// basePath is where the contract's paths begin.
const basePath = "/api/v1"

// operation is one operation of the contract, resolved once at start so that no
// request searches for its route.
type operation struct {
	id     string
	route  *routers.Route
	cached bool  // x-public-cache
	stream bool  // the handler reads the body itself: uploads and notifications
	limit  int64 // bytes of the body
	may    roles
}

// contract finds the operation of a matched gin route: "GET /api/v1/shop/home".
type contract map[string]*operation

// Bodies are small except for uploads.
const (
	jsonLimit   = 256 << 10
	uploadLimit = 64 << 20
)

func readContract() (contract, error) {
	spec, err := GetSpec()
	if err != nil {
		return nil, fmt.Errorf("httpapi: read the contract: %w", err)
	}
	c := contract{}
	for path, item := range spec.Paths.Map() {
		for method, op := range item.Operations() {
			o, err := newOperation(spec, path, item, method, op)
			if err != nil {
				return nil, err
			}
			c[method+" "+basePath+ginPath(path)] = o
		}
	}
	return c, nil
}

func newOperation(spec *openapi3.T, path string, item *openapi3.PathItem, method string, op *openapi3.Operation) (*operation, error) {
	// The generator writes ids with a capital into the embedded contract.
	id := strings.ToLower(op.OperationID[:1]) + op.OperationID[1:]
	may, ok := access[id]
	if !ok {
		return nil, fmt.Errorf("httpapi: %s is not in access.go", id)
	}
	o := &operation{id: id, may: may, limit: jsonLimit}
	o.route = &routers.Route{Spec: spec, Path: path, PathItem: item, Method: method, Operation: op}
	o.cached, _ = op.Extensions["x-public-cache"].(bool)
	if op.RequestBody != nil && op.RequestBody.Value.Content["application/json"] == nil {
		o.stream, o.limit = true, uploadLimit
	}
	return o, nil
}

// ginPath writes /lots/{id} as /lots/:id.
func ginPath(path string) string {
	return strings.NewReplacer("{", ":", "}", "").Replace(path)
}

// of returns the operation a request was matched to.
func (ct contract) of(c *gin.Context) *operation {
	return ct[c.Request.Method+" "+c.FullPath()]
}
