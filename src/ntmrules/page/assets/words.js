// What the page itself says, Vietnamese beside English; what judges says comes from the library.
const state = { lang: "vi", index: 0, view: "form", about: null, units: [], criteria: [], unsure: null, unsaved: false, marks: {} };
const WORDS = {
  brand: ["Đánh giá nông thôn mới", "New rural development: judge"], skip: ["Đến nội dung", "To the content"],
  read: ["Đang đọc tệp trang …", "Reading the page …"], python: ["Đang khởi động Python …", "Starting Python …"],
  library: ["Đang mở thư viện …", "Opening the library …"], rules: ["Đang đọc các bộ tiêu chí …", "Reading the criteria sets …"],
  old: ["Trình duyệt này quá cũ. Mở bằng Chrome, Edge hoặc Firefox từ năm 2023 trở đi.", "This browser is too old. Open the page in Chrome, Edge or Firefox of 2023 or later."],
  broken: ["Trang không khởi động được; tải lại trang hoặc dùng trình duyệt khác.", "The page did not start; load it again, or use another browser."],
  cut: ["tệp bị thiếu phần cuối, hãy chép lại", "the file is cut off, copy it again"],
  crashed: ["Lỗi bên trong trang. Tải lại trang rồi mở lại tệp; nếu còn lỗi, báo cho người làm phần mềm kèm dòng này", "An error inside the page. Load the page again and reopen the file; if it stays, tell the makers and add this line"],
  again: ["Phần tính toán của trang đã dừng, đang khởi động lại …", "What judges in this page has ended and is started again …"], stop: ["Dừng lại", "Stop"],
  rescue: ["Tải số liệu đã gõ (CSV)", "Save what was typed (CSV)"],
  how: ["Đọc tệp ấy thế nào", "How to read that file"], reread: ["Đọc lại", "Read it again"], sheets: ["Trang tính", "Sheets"], columns: ["Cột", "Columns"], marks: ["Dấu", "Signs"],
  unitHint: ["xã Mẫu", "xã Mẫu"], sheetsHint: ["Biểu 1; Biểu 2", "Biểu 1; Biểu 2"], columnsHint: ["E=value, F=ignored", "E=value, F=ignored"], marksHint: ["x=đạt, o=chưa đạt", "x=đạt, o=chưa đạt"],
  allSure: ["Cả {count} chỗ đều đúng, vẫn dùng", "All {count} are right, use them"], more: ["… còn {count} lỗi nữa", "… {count} more problems"],
  pasted: ["bảng vừa dán", "pasted table"], noTable: ["Chép cả bảng, có dòng tiêu đề, rồi dán vào trang; một số thì dán vào ô của nó.", "Copy a whole table with its heading and paste it into the page; one figure goes into its field."],
  standing: ["Kết quả vẫn theo số trước:", "The result still follows the figure before:"],
  unreadable: ["không đọc được: là thư mục, hoặc tệp đã đổi hay đã xoá; chọn lại tệp", "cannot be read: a folder, or a file that was altered or removed; choose it again"],
  replace: ["Số liệu vừa gõ chưa lưu sẽ mất. Vẫn làm?", "What was typed is not saved and will be lost. Go on?"], oneFile: ["Mỗi lần một tệp: chỉ mở", "One file at a time: opened is"],
  movedDay: ["Bộ tiêu chí này áp dụng từ {from} đến {to}, nên ngày đánh giá đã đổi.", "This set is in force from {from} to {to}, so the day of assessment was changed."],
  movedSet: ["Ngày này thuộc giai đoạn khác, nên bộ tiêu chí đã đổi.", "That day belongs to another period, so the criteria set was changed."],
  built: ["Trang tạo ngày {day}: quy định ban hành sau ngày ấy không có trong trang.", "Built on {day}: what was decided after that day is not in this page."],
  later: ["Trang tạo ngày {day}, trước ngày đánh giá: quyết định mới ban hành sau ngày ấy không có trong trang. Nếu đã có, hãy dùng trang mới hơn.", "Built on {day}, before the day of assessment: what was decided after that day is not in this page. If there is something new, use a newer page."],
  clock: ["Đồng hồ máy tính chỉ ngày {now}, trước ngày tạo trang, nên trang đánh giá theo ngày {day}.", "The clock of this computer says {now}, before this page was built, so it judges by {day}."],
  lead: ["Thả phiếu Excel, CSV hoặc JSON vào trang, dán bảng chép từ Excel, hoặc gõ số liệu. Có kết quả ngay, kèm lý do và căn cứ. Không gì rời khỏi máy này.", "Drop an Excel form, CSV or JSON on the page, paste a table copied in Excel, or type figures. The verdict comes at once, with reasons and evidence. Nothing leaves this computer."],
  set: ["Bộ tiêu chí", "Criteria set"], province: ["Tỉnh, thành phố", "Province"], day: ["Ngày đánh giá", "Day of assessment"], area: ["Vùng, nhóm xã", "Area"],
  anyArea: ["theo số liệu", "By the figures"], national: ["quy định chung cả nước", "National rules"], choose: ["Chọn", "Choose"],
  file: ["Mở tệp số liệu …", "Open a file …"], drop: ["hoặc thả tệp vào đây", "or drop a file here"], add: ["Thêm đơn vị", "Add a unit"], name: ["Tên đơn vị, như xã Mẫu", "Name of a unit, like xã Mẫu"],
  blank: ["Tải phiếu Excel trống", "Empty Excel form"], compare: ["So với tệp khác …", "Compare with a file …"], clear: ["Xoá hết", "Clear all"],
  save: ["Lưu ra tệp", "Save as a file"], keep: ["Giữ lại để mở sau (.ntm.json)", "Keep to open again (.ntm.json)"], word: ["Bảng cho Word (.doc)", "Table for Word (.doc)"], json: ["JSON có biên nhận", "JSON with receipt"],
  units: ["Các đơn vị", "Units"], unit: ["Đơn vị", "Unit"], result: ["Kết quả", "Result"], tally: ["Số đạt", "Met"], criteria: ["Tiêu chí", "Criteria"],
  form: ["Nhập số liệu", "Figures"], results: ["Từng chỉ tiêu", "Indicator by indicator"], todo: ["Cần làm gì", "What to do"], facts: ["Đặc điểm của đơn vị", "Facts of the unit"],
  figure: ["Số liệu", "Figure"], asked: ["Yêu cầu", "Asked"], short: ["còn thiếu", "short of"], evidence: ["Căn cứ", "Evidence"], text: ["Văn bản", "Text"], why: ["Giải thích", "Explain"], cure: ["Ai làm", "Who"],
  met: ["đạt", "met"], not_met: ["chưa đạt", "not met"], undetermined: ["chưa xác định", "undetermined"], not_applicable: ["không áp dụng", "not applicable"],
  yes: ["có", "có"], no: ["không", "không"], yesShown: ["có", "yes"], noShown: ["không", "no"], unknown: ["chưa biết", "not known"],
  from: ["từ", "from"], to: ["đến", "to"], sure: ["Đúng như vậy, vẫn dùng", "It is right, use it"], settle: ["Ít số liệu nhất để biết kết quả", "Fewest figures that settle the verdict"], find: ["Tìm", "Find"],
  settled: ["Kết quả đã rõ, không cần thêm số liệu.", "The verdict is settled; no figure is needed."], notes: ["Trong tệp, những gì không dùng hoặc cần biết", "What of the file was not used, or is worth knowing"],
  wrong: ["Chưa dùng được, cần sửa", "This cannot be used yet"], expected: ["cần", "expected"], remedy: ["cách sửa", "to do"], missing: ["Tệp kia không có", "Not in the other file"], others: ["Chỉ tệp kia có", "Only in the other file"], compared: ["So với", "Compared with"], turn: ["Đổi trước, sau", "Swap before and after"],
  print: ["In", "Print"], theme: ["Sáng, tối", "Light, dark"], busy: ["Đang xử lý …", "Working …"], done: ["Xong.", "Done."], remove: ["Bỏ đơn vị này", "Remove this unit"], provisional: ["tạm tính", "provisional"],
  foot: ["Trang này không gửi gì ra mạng: trình duyệt bị cấm gọi bất cứ đâu. ntmrules", "This page sends nothing: the browser is forbidden to call anywhere. ntmrules"], filled: ["đã nhập", "filled"], handbook: ["Sổ tay tiêu chí", "Handbook"],
};
const say = (key) => WORDS[key][state.lang === "en" ? 1 : 0];
// A day as people write it; an ISO day is for programs.
const shown = (iso) => state.lang === "en" ? iso : iso.split("-").reverse().join("/");
const pick = (pair) => pair[state.lang === "en" ? 1 : 0];
const MARKS = { met: "✓", not_met: "✗", undetermined: "?", not_applicable: "–" };
