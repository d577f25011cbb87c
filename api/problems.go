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

// problems is the one table from codes to answers.
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

	// Signing in elsewhere
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

	// What can't be read
	codeAddress: {http.StatusBadRequest, said{
		"地址中含有无法读取的字符：须为不含 U+0000 的 UTF-8。",
		"位址中含有無法讀取的字元：須為不含 U+0000 的 UTF-8。",
		"The address holds characters that can't be read: it must be UTF-8 without U+0000."}},
	codeTooLarge: {http.StatusRequestEntityTooLarge, said{
		"请求体超过 1 MiB：请缩短内容，或分几条备注提交。",
		"請求內容超過 1 MiB：請縮短內容，或分幾條備註提交。",
		"The body is larger than 1 MiB: shorten it, or send it as several notes."}},
	codeUnreadable: {http.StatusBadRequest, said{
		"请求体不是一个完整的 JSON 文档：请更正语法。",
		"請求內容不是一個完整的 JSON 文件：請更正語法。",
		"The body isn't one JSON document: correct its syntax."}},
	codeNotUTF8: {http.StatusBadRequest, said{
		"请求体不是有效的 UTF-8：请以 UTF-8 编码后重发。",
		"請求內容不是有效的 UTF-8：請以 UTF-8 編碼後重送。",
		"The body isn't valid UTF-8: encode it as UTF-8 and send it again."}},
	codeNUL: {http.StatusBadRequest, said{
		"请求体含有字符 U+0000：请删去后重发。",
		"請求內容含有字元 U+0000：請刪去後重送。",
		"The body holds the character U+0000: take it out and send it again."}},
	codeDuplicateKey: {http.StatusBadRequest, said{
		"请求体的同一对象中有重复的键（大小写不同也算重复）：每个键只留一个。",
		"請求內容的同一物件中有重複的鍵（大小寫不同也算重複）：每個鍵只留一個。",
		"A key stands twice in one object of the body (upper and lower case count as one): keep one of them."}},
	codeTrailing: {http.StatusBadRequest, said{
		"JSON 文档之后还有多余内容：请只发送一个文档。",
		"JSON 文件之後還有多餘內容：請只傳送一個文件。",
		"There are bytes behind the JSON document: send one document only."}},
	codeTooDeep: {http.StatusBadRequest, said{
		"JSON 嵌套超过 32 层：请按接口说明的结构发送。",
		"JSON 巢狀超過 32 層：請按介面說明的結構傳送。",
		"The JSON is nested more than 32 deep: send it in the shape that /docs describes."}},
	codeContentType: {http.StatusUnsupportedMediaType, said{
		"请求体须为 JSON：请加标头 Content-Type: application/json。",
		"請求內容須為 JSON：請加標頭 Content-Type: application/json。",
		"The body must be JSON: add the header Content-Type: application/json."}},
	codeFileTooLarge: {http.StatusRequestEntityTooLarge, said{
		"文件超过 20 MiB：请压缩，或拆成几个文件分别添加。",
		"檔案超過 20 MiB：請壓縮，或拆成幾個檔案分別新增。",
		"The file is larger than 20 MiB: make it smaller, or attach it in parts."}},
	codeFileType: {http.StatusUnsupportedMediaType, said{
		"不能添加此类文件：可用 PDF、PNG、JPEG、WebP、HEIC、不含宏的 DOCX 和 XLSX 以及纯文本（按内容判断）；请求体须为文件本身，不是表单。请转换后重发。",
		"不能新增此類檔案：可用 PDF、PNG、JPEG、WebP、HEIC、不含巨集的 DOCX 和 XLSX 以及純文字（按內容判斷）；請求內容須為檔案本身，不是表單。請轉換後重送。",
		"A file of this type can't be attached. Known by content, PDF, PNG, JPEG, WebP, HEIC, DOCX and XLSX without macros and plain text can, sent as the body itself and not in a form: convert it and send it again."}},
	codePicture: {http.StatusUnsupportedMediaType, said{
		"图片不完整、无法读取，或超过 1.2 亿像素（单边 20000）：请另存为 JPEG 或 PNG，或缩小后重发。",
		"圖片不完整、無法讀取，或超過 1.2 億像素（單邊 20000）：請另存為 JPEG 或 PNG，或縮小後重送。",
		"The picture isn't whole, can't be read, or has more than 120 million pixels (20,000 on a side): save it anew as JPEG or PNG, or make it smaller, and send that."}},
	codeFileTorn: {http.StatusBadRequest, said{
		"文件未能在 30 秒内完整送达：请换用较快的网络，或缩小文件，再用同一个键重发。",
		"檔案未能在 30 秒內完整送達：請換用較快的網路，或縮小檔案，再用同一個鍵重送。",
		"The file didn't arrive whole within 30 seconds: send it again with the same key, over a faster line or in a smaller form."}},
	codeInvalid: {http.StatusUnprocessableEntity, said{
		"请求可以读懂，但内容有误：请按 errors 逐项更正。",
		"請求可以讀懂，但內容有誤：請按 errors 逐項更正。",
		"The request can be read, but it isn't right: correct what errors lists."}},
	codeUnknownClause: {http.StatusUnprocessableEntity, said{
		"条款登记册中没有这一条款：请从 /api/v1/clauses 中选取。",
		"條款登記冊中沒有這一條款：請從 /api/v1/clauses 中選取。",
		"The register doesn't have this clause: take one from /api/v1/clauses."}},
	codeNotFound: {http.StatusNotFound, said{
		"此处没有您可以查看的内容：请核对地址。",
		"此處沒有您可以檢視的內容：請核對位址。",
		"There is nothing here that you may see: check the address."}},
	codeMethod: {http.StatusMethodNotAllowed, said{
		"此地址不支持该方法：请见 /docs。",
		"此位址不支援該方法：請見 /docs。",
		"This address doesn't know that method: see /docs."}},

	codeWorkbook: {http.StatusUnprocessableEntity, said{
		"无法读取此工作簿：须为没有密码、解压后不超过 64 MiB 的 .xlsx 文件，请另存后重发。",
		"無法讀取此活頁簿：須為沒有密碼、解壓後不超過 64 MiB 的 .xlsx 檔案，請另存後重送。",
		"The workbook can't be read: it must be an .xlsx file without a password, at most 64 MiB unpacked. Save it again as one."}},
	codeWorkbookType: {http.StatusUnsupportedMediaType, said{
		"请求体须为 .xlsx 工作簿：请加标头 Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet。",
		"請求內容須為 .xlsx 活頁簿：請加標頭 Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet。",
		"The body must be an .xlsx workbook: add the header Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet."}},
	codeWorkbookLarge: {http.StatusRequestEntityTooLarge, said{
		"工作簿超过 8 MiB：请分成几个文件导入。",
		"活頁簿超過 8 MiB：請分成幾個檔案匯入。",
		"The workbook is larger than 8 MiB: split it into several."}},
	codeRevealQuota: {http.StatusForbidden, said{
		"今天可查看的未打码个人信息已达上限（{fields} 项），未显示：请明天再看，或请同事代查；确需更多请联系管理员调整上限。",
		"今天可查看的未遮蔽個人資訊已達上限（{fields} 項），未顯示：請明天再看，或請同事代查；確需更多請聯絡管理員調整上限。",
		"You have seen as many personal fields unmasked today as one may ({fields}), so nothing is shown: ask again tomorrow, have a colleague look, or ask whoever runs carebook for a higher limit."}},
	codeExportLong: {http.StatusUnprocessableEntity, said{
		"列表超过 {rows} 行，未导出：请缩小筛选范围（例如按单位、状态或期间）分批导出。",
		"清單超過 {rows} 列，未匯出：請縮小篩選範圍（例如按單位、狀態或期間）分批匯出。",
		"The list has more than {rows} rows and nothing was exported: narrow it, by unit, status or period, and export it in parts."}},
	codeWorkbookLong: {http.StatusUnprocessableEntity, said{
		"工作表超过 {rows} 行，未写入任何内容：请分成几个文件导入。",
		"工作表超過 {rows} 列，未寫入任何內容：請分成幾個檔案匯入。",
		"The sheet has more than {rows} rows and nothing was written: split it into several."}},

	// Rows of a workbook
	contract.CodeRowInvalid: {http.StatusUnprocessableEntity, said{
		"此行有缺失或无法读取的单元格：{cells}。请更正后重新导入。",
		"此列有缺失或無法讀取的儲存格：{cells}。請更正後重新匯入。",
		"Cells of this row are missing or can't be read: {cells}. Correct them and import the row again."}},
	contract.CodeRowChanged: {http.StatusConflict, said{
		"账簿中同一编号的内容不同：导入不更改已有内容，请在系统中直接修改，或更正此行。",
		"帳簿中同一編號的內容不同：匯入不更改已有內容，請在系統中直接修改，或更正此列。",
		"The books say something else under this reference: an import changes nothing that is there; change it through the API, or correct the row."}},
	contract.CodeUnknownReference: {http.StatusUnprocessableEntity, said{
		"“{field}”没有对应的记录：请先在此单位导入，再重新导入此行。",
		"「{field}」沒有對應的記錄：請先在此單位匯入，再重新匯入此列。",
		"Nothing was imported under this {field} at this unit: import that first, then this row again."}},
	contract.CodeNoAccount: {http.StatusUnprocessableEntity, said{
		"该客户在此单位没有账户：请先开户（/api/v1/credits），或选择客户开户的单位，再重新导入此行。",
		"該客戶在此單位沒有賬戶：請先開戶（/api/v1/credits），或選擇客戶開戶的單位，再重新匯入此列。",
		"The customer has no account at this unit: open one (/api/v1/credits), or choose the unit where the account is, then import this row again."}},

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
	contract.CodeCreditExists: {http.StatusConflict, said{
		"该客户在本单位已有账户：请在该账户上办理（{case}）。", "該客戶在本單位已有賬戶：請在該賬戶上辦理（{case}）。",
		"The customer has an account at this unit: use it ({case}).",
	}},
	contract.CodeAmountRefused: {http.StatusUnprocessableEntity, said{
		"金额无效：请填写大于零、最多两位小数的{currency}金额。", "金額無效：請填寫大於零、最多兩位小數的{currency}金額。",
		"This is no amount: give one in {currency} above zero with at most two decimals.",
	}},
	contract.CodeCurrency: {http.StatusUnprocessableEntity, said{
		"账户只以{currency}记账：请折算为{currency}后填写。", "賬戶只以{currency}記賬：請折算為{currency}後填寫。",
		"Accounts are kept in {currency} only: convert the amount first.",
	}},
	contract.CodeReference: {http.StatusUnprocessableEntity, said{
		"单号格式不符（{field}）：只能用字母、数字、连字符、斜线和点，最多四十个。", "單號格式不符（{field}）：只能用字母、數字、連字號、斜線和點，最多四十個。",
		"This is no such number ({field}): use letters, digits, - / and points, at most forty.",
	}},
	contract.CodeReferenceUsed: {http.StatusConflict, said{
		"该账户已有单号{item}的申请（{state}）：请换用新单号，或查看原申请。", "該賬戶已有單號{item}的申請（{state}）：請換用新單號，或查看原申請。",
		"The account has a request {item} already ({state}): use a new number, or look at that one.",
	}},
	contract.CodeNotReleased: {http.StatusConflict, said{
		"账户不放行该货物（额度{limit}，未收{unpaid}，本次{amount}）：尚未发出的请申请放行；已发出的请填写承担人，按擅自发货登记。",
		"賬戶不放行該貨物（額度{limit}，未收{unpaid}，本次{amount}）：尚未發出的請申請放行；已發出的請填寫承擔人，按擅自發貨登記。",
		"The account doesn't release these goods (limit {limit}, unpaid {unpaid}, goods {amount}): ask for a release while they are still there; once they have left, name who bears them.",
	}},
	contract.CodeReceiptUsed: {http.StatusConflict, said{
		"收款单号{receipt}已入账（账户{case}，第{seq}条）：请核对是否重复。", "收款單號{receipt}已入賬（賬戶{case}，第{seq}條）：請核對是否重複。",
		"Receipt {receipt} is booked already (account {case}, event {seq}): check whether this is the same payment.",
	}},
	contract.CodeNotEligible: {http.StatusConflict, said{
		"该客户无授信：请现款开票提货并附回款计划，或先补齐三项资格证明。", "該客戶無授信：請現款開票提貨並附回款計劃，或先補齊三項資格證明。",
		"The customer has no credit: sell for cash with a collection plan, or bring the missing proofs first.",
	}},
	contract.CodeAccountClosed: {http.StatusConflict, said{
		"账户已关闭，不再放行货物：请先重新启用账户。", "賬戶已關閉，不再放行貨物：請先重新啟用賬戶。",
		"The account is closed and releases nothing: reopen it first.",
	}},
	contract.CodeUnfit: {http.StatusConflict, said{
		"数额已变，此签批不再适用（额度{limit}，未收{unpaid}，本次{amount}）：请予拒绝后重新申请，或由客户先汇款。",
		"數額已變，此簽批不再適用（額度{limit}，未收{unpaid}，本次{amount}）：請予拒絕後重新申請，或由客戶先匯款。",
		"The figures have moved and this signature doesn't fit any more (limit {limit}, unpaid {unpaid}, goods {amount}): refuse it and ask anew, or have the customer remit first.",
	}},
	contract.CodeTooMany: {http.StatusConflict, said{
		"该账户已有{most}个申请待处理：请先处理其中之一。", "該賬戶已有{most}個申請待處理：請先處理其中之一。",
		"{most} requests of this account wait already: have one of them decided first.",
	}},
	contract.CodeBalanceOpen: {http.StatusConflict, said{
		"{year}年的货款尚未结清（{item}）：请先收回或核销。", "{year}年的貨款尚未結清（{item}）：請先收回或核銷。",
		"Goods of {year} aren't paid ({item}): collect or write them off first.",
	}},
	contract.CodeStillWaiting: {http.StatusConflict, said{
		"账户尚有申请待处理（{item}）：请先处理。", "賬戶尚有申請待處理（{item}）：請先處理。",
		"A request of the account waits ({item}): have it decided first.",
	}},
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
	contract.CodeNotInPerson: {http.StatusUnprocessableEntity, said{
		"这次回访须上门进行：请上门后再记录。",
		"這次回訪須上門進行：請上門後再記錄。",
		"This visit is made in person: record it once the customer was met."}},
	contract.CodeSignatureMissing: {http.StatusUnprocessableEntity, said{
		"上门回访须有客户签名：请取得签名后以 signed 记录。",
		"上門回訪須有客戶簽名：請取得簽名後以 signed 記錄。",
		"A visit in person is signed for by the customer: get the signature and record it as signed."}},
	contract.CodeOutsideWindow: {http.StatusConflict, said{
		"不在可致电时段（{window}）内：下一可致电时刻为 {next}。跟进线索时可先发信息，或在客户约定时填 agreed。",
		"不在可致電時段（{window}）內：下一可致電時刻為 {next}。跟進線索時可先發信息，或在客戶約定時填 agreed。",
		"Customers aren't called at this time ({window}): call from {next} on. For a lead a message may go out now; where its customer wanted this time, say agreed."}},
	contract.CodeVisitExists: {http.StatusConflict, said{
		"已有回访案件（{case}）：请在该案件中办理，或换用另一编号。",
		"已有回訪案件（{case}）：請在該案件中辦理，或換用另一編號。",
		"There is a return visit for this already ({case}): go on in that case, or give another reference."}},
	contract.CodeLowScore: {http.StatusUnprocessableEntity, said{
		"{question} 只得 {score} 分，不能算满意：请改为不满意并约定下次时间，或更正评分。",
		"{question} 只得 {score} 分，不能算滿意：請改為不滿意並約定下次時間，或更正評分。",
		"Who gives {question} a {score} isn't satisfied: record dissatisfied with the time of the next visit, or correct the mark."}},
	contract.CodeNextMissing: {http.StatusUnprocessableEntity, said{
		"请填写与客户约定的时间（next_at），须晚于现在。",
		"請填寫與客戶約定的時間（next_at），須晚於現在。",
		"Say in next_at what was agreed with the customer; it must be still to come."}},
	contract.CodeFilesFull: {http.StatusConflict, said{
		"不能再添加文件：一个案件最多 {of_case} 个，一人 24 小时内最多 {of_day} 个。请把几页合成一个文件，或稍后再加。",
		"不能再新增檔案：一個案件最多 {of_case} 個，一人 24 小時內最多 {of_day} 個。請把幾頁合成一個檔案，或稍後再加。",
		"No more files can be attached: a case has at most {of_case}, and one person attaches at most {of_day} within 24 hours. Put several pages into one file, or go on later."}},
	contract.CodeTextsInARow: {http.StatusConflict, said{
		"已连续 {sent} 次只发信息，满 {limit} 次信息卡即作废：请致电或面谈；仍要发送请填 anyway。",
		"已連續 {sent} 次只發信息，滿 {limit} 次信息卡即作廢：請致電或面談；仍要發送請填 anyway。",
		"{sent} contacts in a row were only written, and {limit} make the card void: call or meet the customer, or say anyway to write all the same."}},
	contract.CodeUnknownRecord: {http.StatusUnprocessableEntity, said{
		"找不到这份档案：请核对编号或客户，以及档案种类。",
		"找不到這份檔案：請核對編號或客戶，以及檔案種類。",
		"There is no such record: check its number or customer, and the kind of record."}},
	contract.CodeNoAccess: {http.StatusForbidden, said{
		"制度不允许为此目的提供这类档案：请由本单位有权的人员办理。",
		"制度不允許為此目的提供這類檔案：請由本單位有權的人員辦理。",
		"The policy gives nobody such a record for this: have somebody of the unit do it who may."}},
	contract.CodeBanned: {http.StatusForbidden, said{
		"自 {since} 起不再向申请人借出此类档案（逾期或遗失）：可申请在办公室查阅，或由他人借阅；罚款被驳回后即可再借。",
		"自 {since} 起不再向申請人借出此類檔案（逾期或遺失）：可申請在辦公室查閱，或由他人借閱；罰款被駁回後即可再借。",
		"Since {since} such records aren't lent to this person any more, after one came back late or was lost: ask to read it, or have somebody else borrow it. It ends when the fine is rejected."}},
	contract.CodeAuthorisation: {http.StatusConflict, said{
		"对外提供须有客户授权：请先将授权书作为附件添加到申请，再以 attachment 注明后批准。",
		"對外提供須有客戶授權：請先將授權書作為附件添加到申請，再以 attachment 註明後批准。",
		"It is passed on only with the customer's authorisation: attach that to the request, and name it in attachment when approving."}},
	contract.CodeErased: {http.StatusConflict, said{
		"该客户已按要求删除，账册中只余化名：不能再为其办理。此人再来时请另建客户。",
		"該客戶已按要求刪除，帳冊中只餘化名：不能再為其辦理。此人再來時請另建客戶。",
		"The customer was erased on request and only a pseudonym is left, so nothing can be done here any more. Should the person come again, enter a new customer."}},
	contract.CodeConflict: {http.StatusConflict, said{
		"还不能删除：{what}。请先办结，或改为依法限制（restrict）、不予办理（turn-down）并说明理由。",
		"還不能刪除：{what}。請先辦結，或改為依法限制（restrict）、不予辦理（turn-down）並說明理由。",
		"Nobody can be erased while this stands against it: {what}. Bring that to its end first, or restrict or turn the request down and say why."}},
	contract.CodeUnderWay: {http.StatusConflict, said{
		"该客户已有一项删除申请在办（见 params.case）：请在其中继续。",
		"該客戶已有一項刪除申請在辦（見 params.case）：請在其中繼續。",
		"The customer has a request for erasure under way (params.case): go on with that one."}},
	contract.CodeRestricted: {http.StatusConflict, said{
		"该客户的资料依法仅予保存，不作其他处理：请先在其删除申请中解除限制。",
		"該客戶的資料依法僅予保存，不作其他處理：請先在其刪除申請中解除限制。",
		"The law has this customer's data kept and nothing else done with them: nothing new is taken until the request for erasure lifts that."}},
	contract.CodeRetentionExists: {http.StatusConflict, said{
		"这份档案已在保管中（{case}）：请在那里继续办理。",
		"這份檔案已在保管中（{case}）：請在那裡繼續辦理。",
		"This record is kept in case {case} already: go on there."}},
	contract.CodeStillNeeded: {http.StatusConflict, said{
		"该客户尚有投诉未了结，或档案尚未归还，不得销毁：请延期保管（keep-longer），或待了结、归还后再办理。",
		"該客戶尚有投訴未了結，或檔案尚未歸還，不得銷毀：請延期保管（keep-longer），或待了結、歸還後再辦理。",
		"A complaint of this customer isn't over, or somebody has borrowed the record, so nothing of it is destroyed: keep it longer, or come back when that is over."}},
	contract.CodeUnknownKept: {http.StatusUnprocessableEntity, said{
		"本单位没有这份已存档的档案：请核对案件编号，并先完成存档。",
		"本單位沒有這份已存檔的檔案：請核對案件編號，並先完成存檔。",
		"There is no such stored file at this unit: check the number of its case, and store it first."}},
	contract.CodeCopiesOut: {http.StatusConflict, said{
		"还不能入账：第 {copy} 联尚未交给{roles}。请先登记其交付。",
		"還不能入帳：第 {copy} 聯尚未交給{roles}。請先登記其交付。",
		"It can't be booked yet: copy {copy} hasn't gone to its receiver ({roles}). Record that it was handed over first."}},
	contract.CodeQuantities: {http.StatusConflict, said{
		"还不能入账：核准数量（{approved}）与实收数量（{actual}）须相符且大于零。请先查明差异。",
		"還不能入帳：核准數量（{approved}）與實收數量（{actual}）須相符且大於零。請先查明差異。",
		"It can't be booked yet: the approved quantity ({approved}) and the one that came ({actual}) must be equal and more than zero. Find out why they differ first."}},
	contract.CodeExpired: {http.StatusConflict, said{
		"此命令一天内未能送达，已作废：请用新的键重新提交。",
		"此命令一天內未能送達，已作廢：請用新的鍵重新提交。",
		"This command couldn't be delivered for a day and was given up: send it again with a new key."}},
	contract.CodeAmountNotAllowed: {http.StatusUnprocessableEntity, said{
		"金额不可接受：须为不超过 1,000,000,000 元、至多两位小数的数字，例如 \"1000.00\"。",
		"金額不可接受：須為不超過 1,000,000,000 元、至多兩位小數的數字，例如 \"1000.00\"。",
		"The amount can't be accepted: write CNY up to 1,000,000,000 with at most two decimals, such as \"1000.00\"."}},

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
