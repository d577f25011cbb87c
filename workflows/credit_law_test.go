package workflows_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"carebook/contract"
	"carebook/models"
)

// creditPlays is how many sequences are played; CAREBOOK_CREDIT_PLAYS=3000 is the full size (make credit-law).
const creditPlays = 150

// However requests, payments, signatures, reviews, write-offs and days follow each other: the ledger decides each as an
// account does that is reckoned the long way from the same lines, and never releases more than the policy allows.
func TestEveryDecisionOnCreditIsTheOneReckonedTheLongWay(t *testing.T) {
	n := creditPlays
	if full := os.Getenv("CAREBOOK_CREDIT_PLAYS"); full != "" {
		var err error
		if n, err = strconv.Atoi(full); err != nil {
			t.Fatal(err)
		}
	}
	for seed := range n {
		t.Run(strconv.Itoa(seed), func(t *testing.T) {
			t.Parallel()
			newCreditPlay(t, uint64(seed)).play()
		})
	}
}

// creditPlay is one account to which things happen at random.
type creditPlay struct {
	*stage
	r        *rand.Rand
	requests int // asked for so far
	receipts int
	decided  int // decisions that were compared
}

// creditOpening makes a customer who has credit, and owes nothing.
var creditOpening = []entry{
	{At: "2026-01-05 09:00", Who: "sales_department", Do: "open", Assignee: "salesperson"},
	{At: "2026-01-05 09:10", Who: "sales_department", Do: "prove_archive"},
	{At: "2026-01-05 09:20", Who: "sales_department", Do: "prove_contract", Contract: "direct"},
	{At: "2026-01-05 09:30", Who: "finance_department", Do: "prove_balance", Year: 2025},
	{At: "2026-01-05 10:00", Who: "salesperson", Do: "propose_limit", Amount: 1000},
	{At: "2026-01-05 11:00", Who: "general_manager", Do: "approve_limit", Verdict: contract.Approve},
	{At: "2026-01-05 12:00", Who: "salesperson", Do: "assess"},
	{At: "2026-01-05 13:00", Who: "finance_department", Do: "grade", Grade: "B"},
}

const creditSteps = 25

func newCreditPlay(t *testing.T, seed uint64) *creditPlay {
	p := &creditPlay{r: rand.New(rand.NewPCG(seed, 11))}
	p.stage = newStage(t, diary{Profile: "wholesale", Steps: creditOpening, kind: contract.Credit})
	return p
}

func (p *creditPlay) play() {
	start := moment(p.t, creditOpening[0].At)
	for _, e := range creditOpening {
		p.env.RegisterDelayedCallback(func() { p.step(e) }, moment(p.t, e.At).Sub(start))
	}
	after := 26 * time.Hour
	for range creditSteps {
		p.env.RegisterDelayedCallback(p.happens, after)
		gap := time.Duration(p.r.IntN(20)) * time.Hour
		switch p.r.IntN(12) {
		case 0, 1, 2, 3:
			gap = 0
		case 4:
			gap = time.Duration(20+p.r.IntN(25)) * 24 * time.Hour
		}
		after += gap + time.Duration(1+p.r.IntN(600))*time.Second
	}
	p.env.ExecuteWorkflow(contract.WorkflowCredit, contract.Start[struct{}]{Case: p.caseID, Renew: contract.DefaultRenew})
	var idle *temporal.TimeoutError
	if err := p.env.GetWorkflowError(); err != nil && !errors.As(err, &idle) {
		p.t.Fatal(err)
	}
	p.comparesAll()
	if p.requests > 3 && p.decided == 0 {
		p.t.Error("nothing was decided")
	}
}

// happens is one thing at random; what must come of it is reckoned first.
func (p *creditPlay) happens() {
	e, want := p.draw()
	cmd, _, err := p.receive(e)
	if err != nil {
		p.t.Fatal(err)
	}
	m, err := cmd.Message()
	if err != nil {
		p.t.Fatal(err)
	}
	p.env.UpdateWorkflow(contract.UpdateAct, cmd.ID, &testsuite.TestUpdateCallback{
		OnAccept: func() {},
		OnReject: func(err error) {
			var app *temporal.ApplicationError
			var why contract.Refusal
			if !errors.As(err, &app) || app.Details(&why) != nil {
				p.t.Fatalf("%s: %v", e.Do, err)
			}
			if err := p.books.Refuse(context.Background(), cmd.ID, why); err != nil {
				p.t.Fatal(err)
			}
			p.came(e, want, why.Code)
		},
		OnComplete: func(result any, err error) {
			if err != nil {
				p.t.Fatal(err)
			}
			receipt := result.(contract.Receipt)
			if receipt.Refusal != nil {
				p.came(e, want, receipt.Refusal.Code)
				return
			}
			got := p.event(receipt.Seq)
			text := got.Type
			if got.Credit != nil && got.Credit.State != "" {
				text += " " + got.Credit.Way
			}
			p.came(e, want, text)
		},
	}, m)
}

func (p *creditPlay) came(e entry, want, got string) {
	p.t.Helper()
	if want != got {
		p.t.Errorf("%s: %s of %s, CNY %d: %q, and the long way %q", p.env.Now().In(business), e.Do, e.Reference, e.Amount, got, want)
	}
}

func (p *creditPlay) event(seq int64) contract.Event {
	var row models.Event
	if err := p.books.DB.Where("stream = ? AND seq = ?", p.caseID, seq).Take(&row).Error; err != nil {
		p.t.Fatal(err)
	}
	return readEvent(p.t, row)
}

func (p *creditPlay) lines() (lines []models.CreditLine) {
	p.find(&lines, "case_id = ?", "n")
	return lines
}

func (p *creditPlay) waiting() (waiting, all []models.CreditRequest) {
	p.find(&all, "case_id = ?", "seq")
	for _, r := range all {
		if r.State == contract.RequestWaiting {
			waiting = append(waiting, r)
		}
	}
	return waiting, all
}

// draw is what happens next, and what must come of it.
func (p *creditPlay) draw() (entry, string) {
	now, occurred := p.env.Now().In(business), ""
	if p.r.IntN(6) == 0 && now.After(moment(p.t, "2026-01-10 00:00")) { // recorded later than it happened
		now = now.Add(-time.Duration(1+p.r.IntN(72)) * time.Hour)
		occurred = now.Format("2006-01-02 15:04:05")
	}
	today := date(now.Format(time.DateOnly))
	n := reckon(p.lines(), today)
	waiting, all := p.waiting()
	e, want := p.drawn(n, today, waiting, all)
	if occurred != "" && (e.Do == "request" || e.Do == "pay") {
		e.Occurred = occurred
		return e, want
	}
	if occurred == "" {
		return e, want
	}
	return entry{Who: "sales_department", Do: "note"}, "noted"
}

func (p *creditPlay) drawn(n *naive, today time.Time, waiting, all []models.CreditRequest) (entry, string) {
	switch x := p.r.IntN(100); {
	case x < 40 && len(waiting) > 0:
		return p.goesOn(n, today, waiting[p.r.IntN(len(waiting))])
	case x < 70:
		return p.asks(n, today, waiting, all)
	case x < 90:
		return p.pays(n, waiting, all)
	case x < 95:
		return p.reviews(all)
	case x < 98 && len(n.owed) > 0:
		return p.writesOff(n)
	}
	p.requests++
	ref := fmt.Sprintf("D-%d", p.requests)
	return entry{
		Who: "sales_department_head", Do: "discover", Reference: ref, Amount: 1 + p.r.Int64N(100),
		Bearers: []string{"logistics_specialist", "warehouse_keeper", "marketing_head"},
	}, "unauthorised unauthorised"
}

// asks draws an amount at and beside each border: the rest of the limit, and a third of it.
func (p *creditPlay) asks(n *naive, today time.Time, waiting, all []models.CreditRequest) (entry, string) {
	limit := n.limit(today) / 100
	rest := limit - n.exposure()/100
	amount := []int64{rest, rest + 1, limit / 3, limit/3 - 1, limit/3 + 1, rest / 2, 1 + p.r.Int64N(limit+1), 1 + p.r.Int64N(400)}[p.r.IntN(8)]
	if low := max(1, rest+1); low < limit/3 && p.r.IntN(2) == 0 {
		amount = low + p.r.Int64N(limit/3-low)
	}
	amount = max(1, amount)
	if len(all) > 0 && p.r.IntN(20) == 0 {
		ref := all[p.r.IntN(len(all))].Item
		return entry{Who: "salesperson", Do: "request", Reference: ref, Amount: amount}, contract.CodeReferenceUsed
	}
	p.requests++
	e := entry{Who: "salesperson", Do: "request", Reference: fmt.Sprintf("D-%d", p.requests), Amount: amount}
	switch way := n.way(amount*100, today); {
	case today.Year() > 2026:
		return e, contract.CodeNotEligible
	case len(waiting) >= 5:
		return e, contract.CodeTooMany
	case way == "in_limit":
		return e, "released in_limit"
	case way == "special":
		return e, "special special"
	default:
		return e, "over_limit " + way
	}
}

// goesOn brings a request that waits a step further: it is signed for, planned or paid for.
func (p *creditPlay) goesOn(n *naive, today time.Time, r models.CreditRequest) (entry, string) {
	if r.Way != "prepay" || r.PlanDays == 0 {
		return p.signs(n, today, r)
	}
	p.receipts++
	e := entry{
		Who: "finance_department", Do: "pay", Reference: r.Item, Receipt: fmt.Sprintf("R-%d", p.receipts), Amount: max(1, r.Amount/100/(1+p.r.Int64N(2))),
	}
	if n.heldFor(r.Item)+e.Amount*100 >= r.Amount {
		return e, "prepaid prepaid"
	}
	return e, "paid"
}

// signs decides a request that waits; one that waits for money gets its plan.
func (p *creditPlay) signs(n *naive, today time.Time, r models.CreditRequest) (entry, string) {
	e := entry{Reference: r.Item, Verdict: contract.Approve}
	switch r.Way {
	case "first":
		e.Who, e.Do = "regional_manager", "sign_first"
	case "last":
		e.Who, e.Do = "sales_department_head", "sign_last"
	case "special":
		e.Who, e.Do = "sales_department_head", "decide_special"
	case "prepay":
		e = entry{Who: "salesperson", Do: "plan", Reference: r.Item, Days: 20}
		if n.heldFor(r.Item) >= r.Amount {
			return e, "prepaid prepaid"
		}
		return e, "planned"
	}
	if p.r.IntN(5) == 0 {
		e.Verdict = contract.Refusing
		return e, "declined "
	}
	switch way := n.way(r.Amount, today); {
	case r.Way == "special":
		return e, "released special"
	case today.Year() > 2026:
		return e, contract.CodeNotEligible
	case way == r.Way, way == "in_limit":
		return e, "released " + way
	}
	return e, contract.CodeUnfit
}

func (n *naive) heldFor(ref string) (money int64) {
	for _, h := range n.held {
		if h.ref == ref {
			money += h.money
		}
	}
	return money
}

// pays draws money for the oldest goods, for some that it names, or for a request that waits for it.
func (p *creditPlay) pays(n *naive, waiting, all []models.CreditRequest) (entry, string) {
	e := entry{Who: "finance_department", Do: "pay", Amount: 1 + p.r.Int64N(500)}
	if owed := n.exposure() / 100; owed > 0 && p.r.IntN(3) == 0 {
		e.Amount = owed
	}
	if p.receipts > 0 && p.r.IntN(15) == 0 {
		e.Receipt = fmt.Sprintf("R-%d", 1+p.r.IntN(p.receipts))
		return e, contract.CodeReceiptUsed
	}
	r, named := models.CreditRequest{}, p.r.IntN(2) == 0 && len(all) > 0
	if named {
		r = all[p.r.IntN(len(all))]
		if len(waiting) > 0 && p.r.IntN(2) == 0 {
			r = waiting[p.r.IntN(len(waiting))]
		}
		if e.Reference = r.Item; r.State == contract.RequestWaiting && p.r.IntN(2) == 0 {
			e.Amount = r.Amount / 100
		}
	}
	known := slices.ContainsFunc(n.owed, func(g naiveGoods) bool { return g.ref == r.Item })
	waits := r.State == contract.RequestWaiting && r.Way != "special"
	if named && !known && !waits {
		e.Receipt = fmt.Sprintf("R-%d", p.receipts+1)
		return e, contract.CodeUnknownItem
	}
	p.receipts++
	e.Receipt = fmt.Sprintf("R-%d", p.receipts)
	if !known && waits && r.PlanDays > 0 && n.heldFor(r.Item)+e.Amount*100 >= r.Amount {
		return e, "prepaid prepaid"
	}
	return e, "paid"
}

// reviews asks for a review, or ends one.
func (p *creditPlay) reviews(all []models.CreditRequest) (entry, string) {
	if len(all) == 0 {
		return entry{Who: "sales_department", Do: "ask_review", Reference: "D-0"}, contract.CodeUnknownItem
	}
	r := all[p.r.IntN(len(all))]
	switch released := r.State == contract.RequestReleased || r.State == contract.RequestUnauthorised; {
	case r.Review == models.ReviewAsked && !released && p.r.IntN(2) == 0 && deref(r.SignerID) != p.staff("sales_department_head"):
		return entry{Who: "sales_department_head", Do: "settle_review", Reference: r.Item, Verdict: contract.Overturn}, "released review"
	case r.Review == models.ReviewAsked && !released && deref(r.SignerID) != p.staff("sales_department_head"):
		return entry{Who: "sales_department_head", Do: "settle_review", Reference: r.Item, Verdict: contract.Uphold}, "upheld"
	case released:
		return entry{Who: "sales_department", Do: "ask_review", Reference: r.Item}, contract.CodeUnknownItem
	case r.Review != "":
		return entry{Who: "sales_department", Do: "ask_review", Reference: r.Item}, contract.CodeAlreadyDone
	}
	return entry{Who: "sales_department", Do: "ask_review", Reference: r.Item}, "review_asked"
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func (p *creditPlay) writesOff(n *naive) (entry, string) {
	g := n.owed[p.r.IntN(len(n.owed))]
	e := entry{Who: "finance_department", Do: "write_off", Reference: g.ref}
	if g.left == 0 {
		return e, contract.CodeUnknownItem
	}
	return e, "written_off"
}

// comparesAll holds each decision's figures, also those of marks, against the lines that were there before it; and what was
// released against what may be.
func (p *creditPlay) comparesAll() {
	p.t.Helper()
	var rows []models.Event
	p.find(&rows, "stream = ?", "seq")
	lines := p.lines()
	for _, row := range rows {
		e := readEvent(p.t, row)
		if e.Credit == nil || e.Credit.Figures == nil {
			continue
		}
		p.decided++
		before := slices.DeleteFunc(slices.Clone(lines), func(l models.CreditLine) bool { return l.Seq >= e.Seq })
		today := date(e.At.In(business).Format(time.DateOnly))
		n := reckon(before, today)
		if f := *e.Credit.Figures; f.Day != today.Format(time.DateOnly) || n.same(f) != "" {
			data, _ := json.Marshal(f)
			p.t.Errorf("#%d %s: %s differs: %s, and the long way limit %d, unpaid %d, age %d, above %d", e.Seq, e.Type, n.same(f), data,
				n.limit(today), n.exposure(), n.age(today), n.above)
		}
		p.never(e, n, today, lines)
	}
}

// never is what no release may do: be inside a limit that it exceeds, be the third above one, or be worth a third of it.
func (p *creditPlay) never(e contract.Event, n *naive, today time.Time, lines []models.CreditLine) {
	p.t.Helper()
	if e.Credit.State != contract.RequestReleased {
		return
	}
	i := slices.IndexFunc(lines, func(l models.CreditLine) bool { return l.Kind == models.LineGoods && l.Seq == e.Seq })
	if i < 0 {
		p.t.Fatalf("#%d released nothing", e.Seq)
	}
	amount, limit := lines[i].Amount, n.limit(today)
	switch way := e.Credit.Way; {
	case way == contract.WayInLimit && n.exposure()+amount > limit,
		way == contract.WayFirst && (n.above != 0 || 3*amount >= limit), way == contract.WayLast && (n.above != 1 || 3*amount >= limit),
		way == contract.WayPrepaid && n.exposure() < reckon(lines[:i+1], today).exposure():
		p.t.Errorf("#%d released too much: %d %s, limit %d, unpaid %d, %d times above", e.Seq, amount, way, limit, n.exposure(), n.above)
	}
}
