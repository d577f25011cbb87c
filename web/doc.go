// Package web holds the desk: the pages in which staff work. Its sources are TypeScript; what is built from them is kept in
// dist and served from the binary. It knows nothing of cases: the pages ask the API.
package web
