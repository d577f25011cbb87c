package api

import (
	"context"
	"errors"
	"math"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"carebook/internal/passwords"
	"carebook/models"
)

func (s *Server) signInRoutes() {
	signIn := done(session("/session/sign-in", "Sign in with a number and a password",
		"The answer is the same, and takes as long, whether the account doesn't exist or the password isn't its. Who has a second factor "+
			"sends a code of it or a recovery code along. After five wrong guesses at an account within 15 minutes, or many from one "+
			"address, nothing is looked at until time has passed, unless a right code comes with the password."))
	route(s, signIn, anyone.keyless(), (*Server).signIn)
	route(s, session("/session/password", "Set my password with an invitation",
		"An invitation is good once. All sessions end: sign in afterwards."), anyone.keyless(), (*Server).setPassword)
	route(s, session("/session/password/change", "Change my password", "The old one is needed. All other sessions end."), own.inPerson().keyless(), (*Server).changePassword)

	begin := done(session("/session/second-factor", "Begin to set up a second factor",
		"A secret for an app that shows a code every 30 seconds (RFC 6238). It counts when a code of it was confirmed."))
	route(s, conflicting(begin), own.inPerson().keyless().early(), (*Server).beginFactor)
	route(s, conflicting(done(session("/session/second-factor/confirm", "Confirm the second factor",
		"The session gets a new value and all others end. The recovery codes are shown this once."))), own.inPerson().keyless().early(), (*Server).confirmFactor)
	route(s, conflicting(session("/session/second-factor/give", "Give a code in a session that began without",
		"The session gets a new value.")), own.inPerson().keyless().early(), (*Server).giveFactor)
	route(s, conflicting(session("/session/second-factor/remove", "Remove the second factor", "A code is needed. All other sessions end.")), own.inPerson().keyless(), (*Server).removeFactor)
	route(s, conflicting(done(session("/session/second-factor/recovery-codes", "Make new recovery codes",
		"A code is needed. Those of before end; these are shown this once."))), own.inPerson().keyless(), (*Server).renewRecovery)

	invite := ending("/staff/{id}/invitation", "Invite somebody to set a password",
		"For administrators of every unit where the person holds a role. The secret is shown this once and good for 24 hours; who has a "+
			"second factor needs it as well. Nobody can choose a password for somebody else.")
	invite.Tags, invite.DefaultStatus = []string{"organisation"}, http.StatusCreated
	route(s, invite, sees(models.ThingStaff).inPerson().keyless(), (*Server).invite)
}

func conflicting(op huma.Operation) huma.Operation {
	op.Errors = append([]int{http.StatusConflict}, op.Errors...)
	return op
}

// doorFault knows the errors of signing in; nil for any other.
func (s *Server) doorFault(r *request, err error) *Problem {
	var slow *models.Throttled
	if errors.As(err, &slow) {
		s.log.Warn("guesses are slowed down", "why", slow.Why, "request", r.id)
		p := s.problem(r, codeGuesses)
		p.retryAfter = int(math.Ceil(max(slow.Wait, time.Second).Seconds()))
		return p
	}
	for _, known := range []struct {
		err  error
		code string
	}{
		{models.ErrSignIn, codeSignIn}, {models.ErrSecondNeeded, codeSecondNeeded}, {models.ErrSecondWrong, codeSecondWrong},
		{models.ErrFactorThere, codeSecondThere}, {models.ErrNoFactor, codeNoSecond}, {models.ErrInvitation, codeInvitation},
		{passwords.ErrLength, codePasswordLength}, {passwords.ErrCommon, codePasswordCommon},
	} {
		if errors.Is(err, known.err) {
			return s.problem(r, known.code)
		}
	}
	return nil
}

// SignIn is what somebody brings who wants to be let in.
type SignIn struct {
	Code     string `json:"code" minLength:"1" maxLength:"64" doc:"The number on the badge."`
	Password string `json:"password" maxLength:"128" format:"password"`
	Second   string `json:"second_factor,omitempty" maxLength:"32" doc:"A code of the second factor, or a recovery code."`
}

type signInInput struct {
	Body SignIn
}

// SignedIn is the session that began.
type SignedIn struct {
	ID           string    `json:"id" doc:"Of the session."`
	EndsAt       time.Time `json:"ends_at" doc:"At the latest."`
	SecondFactor bool      `json:"second_factor" doc:"A second factor was given."`
	Wanted       bool      `json:"second_factor_wanted" doc:"Nothing else can be done before a second factor is set up."`
}

type signedInOutput struct {
	Cookie http.Cookie `header:"Set-Cookie" doc:"The browser's session."`
	Body   SignedIn
}

func (s *Server) signIn(ctx context.Context, in *signInInput) (*signedInOutput, error) {
	staff, second, err := s.books.SignIn(ctx, models.SignIn{
		Code: in.Body.Code, Password: in.Body.Password, Second: in.Body.Second, Source: requestOf(ctx).source.String(),
	})
	if err != nil {
		return nil, s.notLetIn(ctx, err)
	}
	out, row, err := s.signedIn(ctx, models.NewSession{Staff: staff, How: models.ByPassword, Second: second})
	if err != nil {
		return nil, err
	}
	wanted := false
	if !second {
		caller, err := s.books.PeekSession(ctx, out.Cookie.Value)
		if err != nil {
			return nil, err
		}
		wanted = caller.WantsSecond()
	}
	return &signedInOutput{out.Cookie, SignedIn{row.ID, s.at(row.EndsAt), second, wanted}}, nil
}

// notLetIn has a guess audited that was looked at and wrong. Those that nothing was looked at for are too many to keep.
func (s *Server) notLetIn(ctx context.Context, err error) error {
	if !errors.Is(err, models.ErrSignIn) && !errors.Is(err, models.ErrSecondWrong) {
		return err
	}
	r := requestOf(ctx)
	p := s.fault(r, err)
	err = s.books.AuditNow(from(ctx, r), models.AuditEntry{Action: models.AuditSignedIn, Kind: "session", Code: p.Code})
	if err != nil {
		return err
	}
	return p
}

// PasswordSetting is what somebody brings with an invitation.
type PasswordSetting struct {
	Invitation string `json:"invitation" maxLength:"64" doc:"The secret that was shown once."`
	Password   string `json:"password" maxLength:"1000" format:"password" doc:"12 to 128 characters, whichever you like."`
	Second     string `json:"second_factor,omitempty" maxLength:"32" doc:"A code, where there is a second factor."`
}

type passwordInput struct {
	Body PasswordSetting
}

func (s *Server) setPassword(ctx context.Context, in *passwordInput) (*struct{}, error) {
	return nil, s.books.UseInvitation(ctx, models.UseInvitation{
		Secret: in.Body.Invitation, Password: in.Body.Password, Second: in.Body.Second, Source: requestOf(ctx).source.String(),
	})
}

// PasswordChange is an old password and a new one.
type PasswordChange struct {
	Old string `json:"old" maxLength:"128" format:"password"`
	New string `json:"new" maxLength:"1000" format:"password" doc:"12 to 128 characters, whichever you like."`
}

type passwordChangeInput struct {
	Body PasswordChange
}

func (s *Server) changePassword(ctx context.Context, in *passwordChangeInput) (*struct{}, error) {
	r := requestOf(ctx)
	return nil, s.books.ChangePassword(ctx, models.NewPassword{Caller: r.caller, Old: in.Body.Old, New: in.Body.New, Source: r.source.String()})
}

// FactorBegun is the secret of a second factor that doesn't count yet.
type FactorBegun struct {
	Secret  string `json:"secret" doc:"To be typed into an app."`
	Address string `json:"address" format:"uri" doc:"The same for a picture that an app reads (otpauth://…)."`
}

func (s *Server) beginFactor(ctx context.Context, _ *struct{}) (*bodyOutput[FactorBegun], error) {
	secret, address, err := s.books.BeginFactor(ctx, requestOf(ctx).caller)
	if err != nil {
		return nil, err
	}
	return &bodyOutput[FactorBegun]{FactorBegun{secret, address}}, nil
}

// FactorCode is a code of the second factor.
type FactorCode struct {
	Code string `json:"code" minLength:"1" maxLength:"32" doc:"Six digits, or a recovery code where there is one."`
}

type factorInput struct {
	Body FactorCode
}

// RecoveryCodes stand for the second factor, each once.
type RecoveryCodes struct {
	Codes []string `json:"recovery_codes"`
}

type recoveryOutput struct {
	Cookie http.Cookie `header:"Set-Cookie" doc:"The browser's session."`
	Body   RecoveryCodes
}

func (s *Server) confirmFactor(ctx context.Context, in *factorInput) (*recoveryOutput, error) {
	r := requestOf(ctx)
	text, codes, err := s.books.ConfirmFactor(ctx, r.caller, in.Body.Code, r.source.String())
	if err != nil {
		return nil, err
	}
	return &recoveryOutput{cookie(r, text, 0), RecoveryCodes{codes}}, nil
}

func (s *Server) giveFactor(ctx context.Context, in *factorInput) (*sessionOutput, error) {
	r := requestOf(ctx)
	text, err := s.books.GiveFactor(ctx, r.caller, in.Body.Code, r.source.String())
	if err != nil {
		return nil, err
	}
	return &sessionOutput{Cookie: cookie(r, text, 0)}, nil
}

func (s *Server) removeFactor(ctx context.Context, in *factorInput) (*struct{}, error) {
	r := requestOf(ctx)
	return nil, s.books.RemoveFactor(ctx, r.caller, in.Body.Code, r.source.String())
}

func (s *Server) renewRecovery(ctx context.Context, in *factorInput) (*bodyOutput[RecoveryCodes], error) {
	r := requestOf(ctx)
	codes, err := s.books.RenewRecovery(ctx, r.caller, in.Body.Code, r.source.String())
	if err != nil {
		return nil, err
	}
	return &bodyOutput[RecoveryCodes]{RecoveryCodes{codes}}, nil
}

// Invitation is a secret with which somebody sets a password, once.
type Invitation struct {
	Secret    string    `json:"invitation" doc:"Shown this once: hand it over, it isn't kept."`
	ExpiresAt time.Time `json:"expires_at"`
}

func (s *Server) invite(ctx context.Context, in *ownInput) (*bodyOutput[Invitation], error) {
	by := requestOf(ctx).staff.ID
	text, row, err := s.books.Invite(ctx, models.NewInvitation{Staff: in.ID, ByStaff: &by})
	if err != nil {
		return nil, err
	}
	return &bodyOutput[Invitation]{Invitation{text, s.at(row.ExpiresAt)}}, nil
}
