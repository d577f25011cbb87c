package channel

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"testing"
)

func TestOnlyPublicAddressesAreReachedUnlessTheOperatorNamesAnother(t *testing.T) {
	for _, closed := range strings.Fields("127.0.0.1 127.9.9.9 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 0.1.2.3 " +
		"192.0.0.170 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 fe80::1 fc00::1 fd00:ec2::254 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 " +
		"64:ff9b::7f00:1 2002:7f00:1:: 2001:0:1::1 2001:db8::1") {
		if (line{}).mayReach(netip.MustParseAddr(closed)) {
			t.Errorf("%s is reached", closed)
		}
		if !(line{allowed: true}).mayReach(netip.MustParseAddr(closed)) {
			t.Errorf("%s isn't reached though its host is allowed", closed)
		}
	}
	for _, open := range strings.Fields("1.1.1.1 101.89.19.140 172.32.0.1 100.128.0.1 2400:3200::1 ::ffff:1.1.1.1") {
		if !(line{}).mayReach(netip.MustParseAddr(open)) {
			t.Errorf("%s isn't reached", open)
		}
	}
	l := line{ranges: []netip.Prefix{netip.MustParsePrefix("10.1.2.0/24")}}
	if !l.mayReach(netip.MustParseAddr("10.1.2.3")) || l.mayReach(netip.MustParseAddr("10.1.3.3")) {
		t.Error("a range that is allowed counts for itself alone")
	}
}

// A name that leads inwards is refused when it is dialled: what it led to before counts for nothing.
func TestANameIsJudgedByTheAddressThatIsDialled(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	address := net.JoinHostPort("localhost", port)
	if _, err := (line{host: "localhost"}).dial(context.Background(), "tcp4", address); err == nil {
		t.Error("localhost was dialled")
	}
	conn, err := (line{host: "localhost", allowed: true}).dial(context.Background(), "tcp4", address)
	if err != nil {
		t.Fatal(err)
	}
	conn.Close()
}
