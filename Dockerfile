# The slim carebook, without Temporal's server, in an image that holds nothing else. Built by docker-compose.yml, or by
#   docker build --tag carebook:local .
FROM golang:1.26.8 AS build
# Where modules come from, if not from where Go looks by itself: --build-arg GOPROXY=…
ARG GOPROXY
ENV GOCACHE=/go/cache
WORKDIR /src
# All of it, .git too: `carebook version` tells the commit.
COPY . .
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/go/cache \
    CGO_ENABLED=0 go build -tags slim -o bin/carebook-slim ./cmd/carebook
# The folder of the master key. A volume that is new takes over whose it is.
RUN mkdir -p -m 0700 /image/lib/carebook

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build --chown=65532:65532 /image/lib/ /var/lib/
COPY --from=build /src/bin/carebook-slim /carebook
# Nobody's number on a usual system. Time zones are in the binary.
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["/carebook"]
