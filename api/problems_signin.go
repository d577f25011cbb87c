package api

import (
	"net/http"

	"carebook/contract"
)

// problemsOfSigningIn are what may be wrong when somebody signs in at a provider.
var problemsOfSigningIn = map[string]kind{
	codeWayOff: {http.StatusNotFound, said{
		"此处未设置身份提供方登录：请用其他方式登录（/api/v1/session/ways）。",
		"此處未設定身分提供方登入：請用其他方式登入（/api/v1/session/ways）。",
		"Signing in at an identity provider isn't set up here: take another way (/api/v1/session/ways)."}},
	codeSignInRefused: {http.StatusForbidden, said{
		"此次登录无法核实，未生效：请从登录页重新开始；若仍如此，请把 request_id 告知管理员。",
		"此次登入無法核實，未生效：請從登入頁重新開始；若仍如此，請把 request_id 告知管理員。",
		"This sign-in couldn't be verified and nobody was signed in: begin again at the sign-in page, and give an administrator the request_id if it stays so."}},
	codeNobodyLinked: {http.StatusForbidden, said{
		"您已在身份提供方登录，但此处没有员工与该身份关联：请把下面的 issuer 和 subject 告知所在单位的管理员，由其关联后再登录。",
		"您已在身分提供方登入，但此處沒有員工與該身分關聯：請把下面的 issuer 和 subject 告知所在單位的管理員，由其關聯後再登入。",
		"You signed in at the identity provider, but nobody here is linked to that identity: give the issuer and the subject below to an administrator of your unit, who links you, then sign in again."}},
	codeProviderAway: {http.StatusServiceUnavailable, said{
		"身份提供方暂时无法使用：请稍后再试，或用其他方式登录。",
		"身分提供方暫時無法使用：請稍後再試，或用其他方式登入。",
		"The identity provider can't be used for the moment: try again later, or sign in another way."}},
	codeLogoutRefused: {http.StatusBadRequest, said{
		"退出令牌无法核实，未执行：须为本服务的身份提供方新签发、未用过的 logout_token（表单）。",
		"登出權杖無法核實，未執行：須為本服務的身分提供方新簽發、未用過的 logout_token（表單）。",
		"The logout token couldn't be verified and nothing was done: send a fresh, unused logout_token of the identity provider as a form."}},
	contract.CodeIdentityTaken: {http.StatusConflict, said{
		"该身份已关联另一名员工：请先解除原关联，或核对 subject。",
		"該身分已關聯另一名員工：請先解除原關聯，或核對 subject。",
		"This identity is linked to somebody else: end that link first, or check the subject."}},
	contract.CodeIdentityLinked: {http.StatusConflict, said{
		"该身份已关联此员工，无需再次关联。",
		"該身分已關聯此員工，無需再次關聯。",
		"This identity is linked to this person already: there is nothing to do."}},
	contract.CodeUnknownIdentity: {http.StatusNotFound, said{
		"没有这条有效的关联：请从该员工的 identities 中选取。",
		"沒有這條有效的關聯：請從該員工的 identities 中選取。",
		"There is no such link that still counts: take the id from the person's identities."}},
	contract.CodeOwnIdentity: {http.StatusForbidden, said{
		"本人的身份须以登录证明（/api/v1/session/oidc/link），或由另一名管理员关联。",
		"本人的身分須以登入證明（/api/v1/session/oidc/link），或由另一名管理員關聯。",
		"Nobody links himself by writing it down: sign in there to prove it (/api/v1/session/oidc/link), or ask another administrator."}},
}

func init() { addProblems(problemsOfSigningIn) }
