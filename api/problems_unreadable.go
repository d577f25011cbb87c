package api

import "net/http"

// problemsOfReading are what may be wrong with what was sent, before it is looked at.
var problemsOfReading = map[string]kind{
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
}

func init() { addProblems(problemsOfReading) }
