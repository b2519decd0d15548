"""The commands by name: where each stands, and what it is for."""

from __future__ import annotations

COMMANDS = {
    "ntmrules.cli.evaluate:evaluate": "Đánh giá các đơn vị trong tệp số liệu · judge the units in a file of figures",
    "ntmrules.cli.evaluate:explain": "Giải thích một chỉ tiêu · explain one indicator in full",
    "ntmrules.cli.compare:compare": "So sánh hai văn bản, hai bộ, hai tệp · compare texts, sets, files, provinces",
    "ntmrules.cli.progress:progress": "Tiến độ giữa hai ngày, kế hoạch, cơ quan · progress, plan, bodies",
    "ntmrules.cli.summary:summary": "Tổng hợp nhiều đơn vị · many units together",
    "ntmrules.cli.ocop:ocop": "Sản phẩm OCOP: chấm điểm, xếp hạng · OCOP products: scores, ranks",
    "ntmrules.cli.form:form": "Biểu mẫu của chương trình · forms of the programme",
    "ntmrules.cli.dossier:dossier": "Hồ sơ công nhận, thời hạn · recognition dossiers, terms",
    "ntmrules.cli.capital:capital": "Vốn, giải ngân, đối ứng, phân bổ · capital, disbursement, allotment",
    "ntmrules.cli.report:report": "Báo cáo cho lãnh đạo: một trang HTML · reports for a leader",
    "ntmrules.cli.page:page": "Trang tự đánh giá trong trình duyệt · a page that judges in a browser",
    "ntmrules.cli.audit:audit": "Kiểm tra số đã công bố · check what was published",
    "ntmrules.cli.sets:sets": "Liệt kê các bộ tiêu chí · list the criteria sets",
    "ntmrules.cli.sets:show": "Xem một bộ, tiêu chí, chỉ tiêu · show a set, criterion or indicator",
    "ntmrules.cli.lint:lint": "Kiểm tra danh mục · check a catalogue",
    "ntmrules.cli.plugin:plugin": "Quy định của tỉnh: tạo, kiểm tra, liệt kê · province plugins",
    "ntmrules.cli.catalog:catalog": "Nhập bảng của một văn bản · import the table of a text",
    "ntmrules.cli.docs:docs": "Tạo, kiểm tra tài liệu tiêu chí · build and check the documentation of the criteria",
    "ntmrules.cli.watch:watch": "Theo dõi tệp số liệu, in từng thay đổi · follow a file, print each change",
    "ntmrules.cli.verify:verify": "Kiểm tra lại một kết quả đã lưu · judge a receipt again",
    "ntmrules.cli.compile:compile": "Dịch bộ tiêu chí sang SQL, JSON · compile a set to SQL, JSON",
    "ntmrules.cli.template:template": "Tạo tệp để điền: chỗ trống, phiếu số liệu · forms to fill in",
}
