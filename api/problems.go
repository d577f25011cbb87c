package api

import (
	"net/http"

	"carebook/contract"
)

// Codes of problems that the counter itself finds; those of refusals stand in contract.
const (
	codeUnauthenticated = "unauthenticated"
	codeCrossOrigin     = "cross_origin"
	codeKeyMissing      = "idempotency_key_missing"
	codeKeyInvalid      = "idempotency_key_invalid"
	codeIfMatch         = "if_match_invalid"
	codeAddress         = "address_unreadable"
	codeTooLarge        = "body_too_large"
	codeUnreadable      = "body_unreadable"
	codeNotUTF8         = "body_not_utf8"
	codeNUL             = "body_null_character"
	codeDuplicateKey    = "body_duplicate_key"
	codeTrailing        = "body_trailing_bytes"
	codeTooDeep         = "body_too_deep"
	codeContentType     = "content_type_unsupported"
	codeInvalid         = "request_invalid"
	codeUnknownClause   = "unknown_clause"
	codeNotFound        = "not_found"
	codeMethod          = "method_not_allowed"
	codeTooMany         = "too_many_requests"
	codeAddressBusy     = "address_busy"
	codeFileTooLarge    = "file_too_large"
	codeFileType        = "file_type_unsupported"
	codePicture         = "picture_unreadable"
	codeFileTorn        = "file_incomplete"
	codeFilesBusy       = "files_busy"
	codeForgotten       = "person_forgotten"
	codeDestroyed       = "file_destroyed"
	codeSealed          = "sealed_unreadable"
	codeInternal        = "internal"
	codeBooksAway       = "books_away"
	codeTemporalAway    = "temporal_away"
	codeNotRunning      = "case_not_running"
	codeLate            = "answer_late"
	codeWorkbook        = "workbook_unreadable"
	codeWorkbookType    = "workbook_expected"
	codeWorkbookLarge   = "workbook_too_large"
	codeWorkbookLong    = "workbook_too_long"
	codeExportLong      = "export_too_long"
	codeSecondWanted    = "second_factor_required"
	codeReadsOnly       = "token_reads_only"
	codeRevealQuota     = "reveal_quota"
	codePersonsOnly     = "sign_in_yourself"
	codeSignIn          = "sign_in_wrong"
	codeSecondNeeded    = "second_factor_needed"
	codeSecondWrong     = "second_factor_wrong"
	codeSecondThere     = "second_factor_exists"
	codeNoSecond        = "second_factor_missing"
	codeGuesses         = "too_many_guesses"
	codeInvitation      = "invitation_invalid"
	codePasswordLength  = "password_length"
	codePasswordCommon  = "password_common"
	codeWayOff          = "sign_in_way_off"
	codeSignInRefused   = "sign_in_refused"
	codeNobodyLinked    = "nobody_linked"
	codeProviderAway    = "identity_provider_away"
	codeLogoutRefused   = "logout_refused"
)

// kind is what a code means: an HTTP status and a sentence that says the way out. {words} are a refusal's params.
type kind struct {
	status int
	said
}

// problems is the one table from codes to answers; what belongs to one family or one room is added by a file of its own.
var problems = map[string]kind{
	// Who and what
	codeUnauthenticated: {http.StatusUnauthorized, said{
		"请先登录；程序请在 Authorization 标头中提供有效令牌（Bearer …）。登录可能已超时或已结束，令牌可能已过期或被撤销。",
		"請先登入；程式請在 Authorization 標頭中提供有效權杖（Bearer …）。登入可能已逾時或已結束，權杖可能已過期或被撤銷。",
		"Sign in first; programs send a valid token as Authorization: Bearer …. A session may have ended or been idle for too long, a token may have expired or been revoked."}},
	codeCrossOrigin: {http.StatusForbidden, said{
		"这个请求由另一个网站发起，未执行：请在 carebook 自己的页面上操作；程序请用 Authorization 标头。",
		"這個請求由另一個網站發起，未執行：請在 carebook 自己的頁面上操作；程式請用 Authorization 標頭。",
		"Another site made your browser ask this, so nothing was done: act on carebook's own pages; programs use the header Authorization."}},
	codeKeyMissing: {http.StatusBadRequest, said{
		"缺少 Idempotency-Key 标头：请为每个新操作生成一个新键，重试时沿用同一个键。",
		"缺少 Idempotency-Key 標頭：請為每個新操作產生一個新鍵，重試時沿用同一個鍵。",
		"The header Idempotency-Key is missing: send a new key with each new action, and the same one when you try again."}},
	codeKeyInvalid: {http.StatusBadRequest, said{
		"Idempotency-Key 须为 1 至 255 个可见的 ASCII 字符，例如一个 UUID。",
		"Idempotency-Key 須為 1 至 255 個可見的 ASCII 字元，例如一個 UUID。",
		"Idempotency-Key must be 1 to 255 visible ASCII characters: a UUID will do."}},
	codeIfMatch: {http.StatusBadRequest, said{
		"If-Match 须为上次应答的 ETag，例如 \"7\"。",
		"If-Match 須為上次回應的 ETag，例如 \"7\"。",
		"If-Match must be the ETag of an earlier answer, such as \"7\"."}},
	contract.CodeKeyReused: {http.StatusUnprocessableEntity, said{
		"此 Idempotency-Key 已用于另一个请求：请为这个请求换一个新键。",
		"此 Idempotency-Key 已用於另一個請求：請為這個請求換一個新鍵。",
		"This Idempotency-Key was used for another request: take a new one for this."}},
	codeTooMany: {http.StatusTooManyRequests, said{
		"您的并发请求过多：请等先前的请求完成后再试。",
		"您的並行請求過多：請等先前的請求完成後再試。",
		"Too many requests of yours are running: wait for one of them to finish, then try again."}},
	codeSecondWanted: {http.StatusForbidden, said{
		"您的岗位须使用第二因素：请先在 /api/v1/session/second-factor 绑定，或用 /api/v1/session/second-factor/give 输入验证码；在此之前只能查看自己的信息和退出。",
		"您的崗位須使用第二因素：請先在 /api/v1/session/second-factor 綁定，或用 /api/v1/session/second-factor/give 輸入驗證碼；在此之前只能檢視自己的資訊和登出。",
		"Your role wants a second factor: set one up at /api/v1/session/second-factor, or give a code at /api/v1/session/second-factor/give. Until then you can only see who you are and sign out."}},
	codeReadsOnly: {http.StatusForbidden, said{
		"此令牌只能读取，不能更改：请换用权限为 all 的令牌，或亲自登录。",
		"此權杖只能讀取，不能更改：請換用權限為 all 的權杖，或親自登入。",
		"This token is good for reading alone: use one of scope all for changes, or sign in yourself."}},
	codePersonsOnly: {http.StatusForbidden, said{
		"令牌不能更改密码、第二因素、令牌、邀请或身份：请亲自登录后再办理。",
		"權杖不能更改密碼、第二因素、權杖、邀請或身分：請親自登入後再辦理。",
		"A token can't change passwords, second factors, tokens, invitations or identities: sign in yourself, then try again."}},
	codeSignIn: {http.StatusUnauthorized, said{
		"工号或密码不对：请核对后重试；忘记密码请向管理员索取邀请。",
		"工號或密碼不對：請核對後重試；忘記密碼請向管理員索取邀請。",
		"The number and the password don't belong together: check both and try again, or ask an administrator for an invitation."}},
	codeSecondNeeded: {http.StatusUnauthorized, said{
		"还需要验证码：请连同第二因素的验证码或一个恢复码一起再次提交。",
		"還需要驗證碼：請連同第二因素的驗證碼或一個復原碼一起再次提交。",
		"A code is needed as well: send it again with a code of your second factor, or a recovery code."}},
	codeSecondWrong: {http.StatusForbidden, said{
		"验证码不对或已用过：请等待下一个验证码，或使用一个未用过的恢复码。",
		"驗證碼不對或已用過：請等待下一個驗證碼，或使用一個未用過的復原碼。",
		"The code is wrong or was used before: wait for the next one, or give a recovery code that is unused."}},
	codeSecondThere: {http.StatusConflict, said{
		"已绑定第二因素：如需更换，请先用验证码移除。",
		"已綁定第二因素：如需更換，請先用驗證碼移除。",
		"There is a second factor already: remove it with a code of it first."}},
	codeNoSecond: {http.StatusConflict, said{
		"尚未绑定第二因素：请先在 /api/v1/session/second-factor 绑定。",
		"尚未綁定第二因素：請先在 /api/v1/session/second-factor 綁定。",
		"There is no second factor yet: set one up at /api/v1/session/second-factor."}},
	codeGuesses: {http.StatusTooManyRequests, said{
		"尝试次数过多，此次未予核对：请在 Retry-After 所示的秒数之后再试；已绑定第二因素者可连同验证码立即登录。",
		"嘗試次數過多，此次未予核對：請在 Retry-After 所示的秒數之後再試；已綁定第二因素者可連同驗證碼立即登入。",
		"Too many guesses were made, so this one wasn't looked at: try again after the seconds in Retry-After. With a code of your second factor you can sign in at once."}},
	codeInvitation: {http.StatusUnprocessableEntity, said{
		"邀请无效：它可能已用过、已过期或已被新的取代；请向管理员索取新的。",
		"邀請無效：它可能已用過、已過期或已被新的取代；請向管理員索取新的。",
		"The invitation isn't good: it may have been used, be too old or have been replaced by a newer one. Ask an administrator for a new one."}},
	codePasswordLength: {http.StatusUnprocessableEntity, said{
		"密码须为 12 至 128 个字符，任何字符均可。",
		"密碼須為 12 至 128 個字元，任何字元均可。",
		"A password has 12 to 128 characters, whichever you like."}},
	codePasswordCommon: {http.StatusUnprocessableEntity, said{
		"此密码太容易被猜到：它是常见密码、重复内容，或由常见密码与工号、姓名、单位名称拼成；请换一个，例如几个不相干的词。",
		"此密碼太容易被猜到：它是常見密碼、重複內容，或由常見密碼與工號、姓名、單位名稱拼成；請換一個，例如幾個不相干的詞。",
		"This password is easy to guess: it is a common one, a repetition, or made of those and your number, name or company. Choose another, such as a few words that have nothing to do with each other."}},
	codeAddressBusy: {http.StatusTooManyRequests, said{
		"来自此网络地址的未登录请求过多：请稍候再试，并检查令牌是否有效。",
		"來自此網路位址的未登入請求過多：請稍候再試，並檢查權杖是否有效。",
		"Too many requests have come from this address without saying who asks: wait a little, and see that the token is good."}},

	// Not now, not you
	contract.CodeWrongState: {http.StatusConflict, said{
		"现在不能“{action}”：案件处于“{status}”状态，接下来应先“{owed}”。",
		"現在不能「{action}」：案件處於「{status}」狀態，接下來應先「{owed}」。",
		"Not now: {action} isn't possible while the case is {status}; what it waits for first is: {owed}."}},
	contract.CodePaused: {http.StatusConflict, said{
		"案件已暂停：请先恢复，再“{action}”。",
		"案件已暫停：請先恢復，再「{action}」。",
		"The case is paused: resume it first, then: {action}."}},
	contract.CodeNotPaused: {http.StatusConflict, said{
		"案件没有暂停，无需恢复。",
		"案件沒有暫停，無需恢復。",
		"The case isn't paused: there is nothing to resume."}},
	contract.CodeCaseEnded: {http.StatusConflict, said{
		"案件已结束（{status}），不能再更改：如有新情况，请另行登记。",
		"案件已結束（{status}），不能再更改：如有新情況，請另行登記。",
		"The case is over ({status}) and can't be changed: open a new one if there is something new."}},
	contract.CodeWrongRole: {http.StatusForbidden, said{
		"您的岗位无权“{action}”：请交由以下岗位办理：{roles}。",
		"您的崗位無權「{action}」：請交由以下崗位辦理：{roles}。",
		"Your roles don't allow this ({action}): ask one of: {roles}."}},
	contract.CodeExcluded: {http.StatusForbidden, said{
		"您是此投诉的被投诉人，须回避：请由他人办理。",
		"您是此投訴的被投訴人，須迴避：請由他人辦理。",
		"The complaint is about you, so you may not touch it: somebody else must do this."}},
	contract.CodeFourEyes: {http.StatusForbidden, said{
		"此步须由另一人办理：您已是此案件的{part}。",
		"此步須由另一人辦理：您已是此案件的{part}。",
		"Somebody else must do this: you are already the {part} of this case."}},
	contract.CodeNotYours: {http.StatusForbidden, said{
		"此待办属于他人：请由其办理，或先改派。",
		"此待辦屬於他人：請由其辦理，或先改派。",
		"This to-do belongs to somebody else: leave it to them, or have it reassigned first."}},
	contract.CodeUnknownStaff: {http.StatusUnprocessableEntity, said{
		"“{field}”须为在此单位任职的在岗员工：请从 /api/v1/staff 中选取。",
		"「{field}」須為在此單位任職的在崗員工：請從 /api/v1/staff 中選取。",
		"{field} must name active staff with a role at this unit: take the id from /api/v1/staff."}},
	contract.CodeUnknownTodo: {http.StatusUnprocessableEntity, said{
		"此案件没有这项未结待办：请从 /api/v1/obligations 中选取。",
		"此案件沒有這項未結待辦：請從 /api/v1/obligations 中選取。",
		"The case has no such open to-do: take the id from /api/v1/obligations."}},
	contract.CodeClaimed: {http.StatusConflict, said{
		"待办“{duty}”已有人认领：如需更换，请改派。",
		"待辦「{duty}」已有人認領：如需更換，請改派。",
		"The to-do ({duty}) has been claimed already: reassign it if somebody else should have it."}},
	contract.CodeUnknownValue: {http.StatusUnprocessableEntity, said{
		"制度不认识“{field}”的这个值：请从 /api/v1/policies 列出的值中选取。",
		"制度不認識「{field}」的這個值：請從 /api/v1/policies 列出的值中選取。",
		"The policy doesn't know this value of {field}: take one of those that /api/v1/policies lists."}},
	contract.CodeIncomplete: {http.StatusUnprocessableEntity, said{
		"制度要求的内容不完整，还缺：{fields}。请补齐后再提交。",
		"制度要求的內容不完整，還缺：{fields}。請補齊後再提交。",
		"Something that the policy asks for is missing: {fields}. Complete it, then send it again."}},
	contract.CodeBackdated: {http.StatusUnprocessableEntity, said{
		"occurred_at 不可接受：不得在将来、不得早于 {limit} 之前或受理之前，也不得由期限所约束的人补填。",
		"occurred_at 不可接受：不得在將來、不得早於 {limit} 之前或受理之前，也不得由期限所約束的人補填。",
		"occurred_at can't be accepted: not in the future, not further back than {limit} or than the opening, and not by the one the clock runs against."}},
	contract.CodeUnknownCustomer: {http.StatusUnprocessableEntity, said{
		"没有这位客户：请先查找（/api/v1/customers/search）或建档。",
		"沒有這位客戶：請先查找（/api/v1/customers/search）或建檔。",
		"There is no such customer: search (/api/v1/customers/search) or create the customer first."}},
	contract.CodeUnknownVehicle: {http.StatusUnprocessableEntity, said{
		"没有这辆车：请先为客户添加车辆（/api/v1/customers/…/vehicles）。",
		"沒有這輛車：請先為客戶新增車輛（/api/v1/customers/…/vehicles）。",
		"There is no such car: add it to its customer first (/api/v1/customers/…/vehicles)."}},
	contract.CodeArchiveExists: {http.StatusConflict, said{
		"这次交车已有档案案件（{case}），无需再开。",
		"這次交車已有檔案案件（{case}），無需再開。",
		"This delivery has a case already ({case}): go on with that one."}},
	contract.CodeUnknownItem: {http.StatusUnprocessableEntity, said{
		"此档案没有名为此项的未结事项：请从该案件的待办中选取 item。",
		"此檔案沒有名為此項的未結事項：請從該案件的待辦中選取 item。",
		"Nothing of that name is open in this file: take the item from the case's obligations."}},
	contract.CodeUnknownUnit: {http.StatusUnprocessableEntity, said{
		"没有这个单位：请从 /api/v1/units 中选取。",
		"沒有這個單位：請從 /api/v1/units 中選取。",
		"There is no such unit: take the id from /api/v1/units."}},
	contract.CodeForged: {http.StatusConflict, said{
		"消息与账簿所存的命令不符，未执行：请用新的键重新提交。",
		"訊息與帳簿所存的命令不符，未執行：請用新的鍵重新提交。",
		"The message isn't what the books hold, so nothing was done: send it again with a new key."}},
	contract.CodeAlreadyDone: {http.StatusConflict, said{
		"这项义务已经履行，无需再做。",
		"這項義務已經履行，無需再做。",
		"This duty has been fulfilled: nothing is left to do."}},
	contract.CodeNoPolicy: {http.StatusConflict, said{
		"该单位的制度组合没有这项流程：请在有此制度的单位办理。",
		"該單位的制度組合沒有這項流程：請在有此制度的單位辦理。",
		"The unit's profile has no policy for this: do it at a unit that has one."}},
	contract.CodeNoCalendar: {http.StatusConflict, said{
		"该单位所用的日历（{calendar}）不在账簿中：请先添加，或更正组织文件中的 calendar。",
		"該單位所用的行事曆（{calendar}）不在帳簿中：請先新增，或更正組織檔案中的 calendar。",
		"The unit counts by a calendar that isn't in the books ({calendar}): add it, or correct calendar in the organisation file."}},
	contract.CodeCalendarUnchanged: {http.StatusConflict, said{
		"日历的现行版本（第 {seq} 号）内容相同，未作更改。",
		"行事曆的現行版本（第 {seq} 號）內容相同，未作更改。",
		"The calendar says the same already (edition {seq}), so nothing was changed."}},
	contract.CodeUnknownAttachment: {http.StatusUnprocessableEntity, said{
		"此案件没有这个待添加的文件：请重新上传。",
		"此案件沒有這個待新增的檔案：請重新上傳。",
		"No such file waits to be attached to this case: upload it again."}},
	contract.CodeAttached: {http.StatusConflict, said{
		"此案件已有内容相同的附件（{attachment}），无需再添加。",
		"此案件已有內容相同的附件（{attachment}），無需再新增。",
		"The case has this file already, as attachment {attachment}: nothing is left to do."}},
	contract.CodeVersionMismatch: {http.StatusPreconditionFailed, said{
		"在您读取之后已有变化（现为版本 {seq}）：请查看 since 所列事件，重新读取后再提交。",
		"在您讀取之後已有變化（現為版本 {seq}）：請查看 since 所列事件，重新讀取後再提交。",
		"It has changed since you read it (it is at version {seq} now): look at what since lists, read it again, then decide."}},
	contract.CodeSelfAppointed: {http.StatusUnprocessableEntity, said{
		"被投诉人须回避，不能在此投诉中承担工作：请另选他人。",
		"被投訴人須迴避，不能在此投訴中承擔工作：請另選他人。",
		"Whoever the complaint is about can't be given work in it: choose somebody else."}},
	contract.CodeNoSuchStep: {http.StatusConflict, said{
		"此案件所依据的制度（{policy}）没有“{action}”这一步：请改用该制度规定的步骤。",
		"此案件所依據的制度（{policy}）沒有「{action}」這一步：請改用該制度規定的步驟。",
		"The policy that this case runs by ({policy}) has no step to {action}: take one of those that it has."}},
	contract.CodeNotMergeable: {http.StatusConflict, said{
		"不能合并（{why}）：只能并入同一客户、同一单位、尚未结束且开立更早的投诉，并须在制度规定的期限内，回避人员须一致。",
		"不能合併（{why}）：只能併入同一客戶、同一單位、尚未結束且開立更早的投訴，並須在制度規定的期限內，迴避人員須一致。",
		"These can't be merged ({why}): name an earlier, running complaint of the same customer at the same unit, within the policy's window, from which the same staff are kept away."}},
	contract.CodeOpenAnew: {http.StatusConflict, said{
		"此投诉已完成，不能重新打开：请新登记一件，并以 earlier_id 指明此件。",
		"此投訴已完成，不能重新開啟：請新登記一件，並以 earlier_id 指明此件。",
		"This complaint is completed and isn't reopened: open a new one that names it as earlier_id."}},
	contract.CodeUnknownEarlier: {http.StatusUnprocessableEntity, said{
		"找不到该客户的这件先前投诉：请核对 earlier_id。",
		"找不到該客戶的這件先前投訴：請核對 earlier_id。",
		"There is no such earlier complaint of this customer: check earlier_id."}},
	contract.CodeAnonymousRefused: {http.StatusUnprocessableEntity, said{
		"此单位的制度不受理匿名投诉：请登记客户。",
		"此單位的制度不受理匿名投訴：請登記客戶。",
		"The unit's policy takes no complaints from somebody unnamed: name the customer."}},
	contract.CodeFilesFull: {http.StatusConflict, said{
		"不能再添加文件：一个案件最多 {of_case} 个，一人 24 小时内最多 {of_day} 个。请把几页合成一个文件，或稍后再加。",
		"不能再新增檔案：一個案件最多 {of_case} 個，一人 24 小時內最多 {of_day} 個。請把幾頁合成一個檔案，或稍後再加。",
		"No more files can be attached: a case has at most {of_case}, and one person attaches at most {of_day} within 24 hours. Put several pages into one file, or go on later."}},

	// Entries of the ledger, absences
	contract.CodeUnknownEntry: {http.StatusNotFound, said{
		"没有这条台账分录：请从 /api/v1/entries 中选取。",
		"沒有這條台帳分錄：請從 /api/v1/entries 中選取。",
		"There is no such entry: take the id from /api/v1/entries."}},
	contract.CodeNobodyDecides: {http.StatusConflict, said{
		"此案件所依的制度版本没有指定由谁决定这类分录：请在制度中补上 entries，新案件即可适用。",
		"此案件所依的制度版本沒有指定由誰決定這類分錄：請在制度中補上 entries，新案件即可適用。",
		"The edition that the case is pinned to names nobody who decides on such entries: add entries to the policy, for new cases."}},
	contract.CodeEntryState: {http.StatusConflict, said{
		"现在不能“{action}”：分录处于“{state}”状态。未确认的可确认或驳回，已确认的可冲销；只有待复核的罚款可以更正。",
		"現在不能「{action}」：分錄處於「{state}」狀態。未確認的可確認或駁回，已確認的可沖銷；只有待複核的罰款可以更正。",
		"Not now ({action}): the entry is {state}. What isn't confirmed can be confirmed or rejected, what is can be reversed; only a fine under review can be corrected."}},
	contract.CodeOwnEntry: {http.StatusForbidden, said{
		"这条分录针对您本人：请由他人决定。",
		"這條分錄針對您本人：請由他人決定。",
		"The entry is against yourself: somebody else must decide on it."}},
	contract.CodeAmountNeeded: {http.StatusUnprocessableEntity, said{
		"这条分录没有金额：确认时请填写 amount。",
		"這條分錄沒有金額：確認時請填寫 amount。",
		"The entry has no amount: confirm it with one."}},
	contract.CodeAmountFixed: {http.StatusUnprocessableEntity, said{
		"金额已由制度定出：请不填 amount 和 percent，或驳回这条分录。",
		"金額已由制度定出：請不填 amount 和 percent，或駁回這條分錄。",
		"The policy has priced the entry: leave amount and percent out, or reject it."}},
	contract.CodePayCutRange: {http.StatusUnprocessableEntity, said{
		"扣减比例超出制度范围：须在 {least} 至 {most} 之间。",
		"扣減比例超出制度範圍：須在 {least} 至 {most} 之間。",
		"The policy doesn't allow this part of the pay: choose {least} to {most}."}},
	contract.CodeUnknownAbsence: {http.StatusNotFound, said{
		"没有这条缺勤记录：请从该员工的 absences 中选取。",
		"沒有這條缺勤記錄：請從該員工的 absences 中選取。",
		"There is no such absence: take the id from the person's absences."}},
	contract.CodeOwnAbsence: {http.StatusForbidden, said{
		"本人的缺勤须由他人登记：请交由有权的岗位办理。",
		"本人的缺勤須由他人登記：請交由有權的崗位辦理。",
		"Nobody records an absence of his own: ask somebody whose role allows it."}},

	// Away, late, broken
	codeBooksAway: {http.StatusServiceUnavailable, said{
		"账簿暂时无法访问：请稍后用同一个键重试。",
		"帳簿暫時無法存取：請稍後用同一個鍵重試。",
		"The books can't be reached for the moment: try again with the same key."}},
	codeTemporalAway: {http.StatusServiceUnavailable, said{
		"流程服务暂时无法访问，尚未发送：请稍后用同一个键重试。",
		"流程服務暫時無法存取，尚未傳送：請稍後用同一個鍵重試。",
		"The process service can't be reached for the moment and nothing was sent: try again with the same key."}},
	codeNotRunning: {http.StatusServiceUnavailable, said{
		"此案件的流程目前没有运行：请稍后用同一个键重试；若仍如此，请通知管理员。",
		"此案件的流程目前沒有執行：請稍後用同一個鍵重試；若仍如此，請通知管理員。",
		"The case's process isn't running for the moment: try again with the same key, and tell an administrator if it stays so."}},
	codeLate: {http.StatusGatewayTimeout, said{
		"未能及时得到答复，操作可能已完成：请用同一个键再问一次，不会重复执行。",
		"未能及時得到答覆，操作可能已完成：請用同一個鍵再問一次，不會重複執行。",
		"No answer came in time and it may have been done: ask again with the same key; nothing is done twice."}},
	codeFilesBusy: {http.StatusServiceUnavailable, said{
		"正在处理的文件过多：请稍后用同一个键重试。",
		"正在處理的檔案過多：請稍後用同一個鍵重試。",
		"Too many files are being carried for the moment: try again with the same key."}},
	codeForgotten: {http.StatusGone, said{
		"客户资料已按要求清除，此内容无人能再读取。",
		"客戶資料已按要求清除，此內容無人能再讀取。",
		"The customer was forgotten, so nobody can read this any more: nothing can be done."}},
	codeDestroyed: {http.StatusGone, said{
		"此文件的内容已按规定销毁，无法再取出；由哪一案件决定，见 destroyed_by。",
		"此檔案的內容已按規定銷毀，無法再取出；由哪一案件決定，見 destroyed_by。",
		"What this file held has been destroyed as a case decided (destroyed_by), so nobody can download it any more."}},
	codeSealed: {http.StatusInternalServerError, said{
		"所存内容无法解密：已损坏，或主密钥不是当时所用的那把；未返回任何内容。请把 request_id 告知管理员。",
		"所存內容無法解密：已損壞，或主金鑰不是當時所用的那把；未回傳任何內容。請把 request_id 告知管理員。",
		"What is stored can't be opened: it is damaged, or the master key isn't the one it was sealed under. Nothing of it was given out: give an administrator the request_id."}},
	codeInternal: {http.StatusInternalServerError, said{
		"内部错误，已记录：请稍后用同一个键重试；若仍如此，请把 request_id 告知管理员。",
		"內部錯誤，已記錄：請稍後用同一個鍵重試；若仍如此，請把 request_id 告知管理員。",
		"Something went wrong inside and was logged: try again with the same key, and give an administrator the request_id if it stays so."}},
}

// addProblems joins a part of the table to it. A code that stands in two parts has two answers: that is a mistake of ours.
func addProblems(part map[string]kind) {
	for code, k := range part {
		if _, twice := problems[code]; twice {
			panic("two answers to " + code)
		}
		problems[code] = k
	}
}
