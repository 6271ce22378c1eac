# Edits a workbook as a bureau would, with a library that is not ours: edit-sheet.py FILE EDITS.json OUT
import json, sys
import openpyxl

path, edits, out = sys.argv[1:4]
book = openpyxl.load_workbook(path)
sheet = book.worksheets[0]
head = next(row for row in range(1, 20) if any(cell.value == '番号' for cell in sheet[row]))
columns = {cell.value: cell.column for cell in sheet[head] if cell.value}
rows = {}
for row in range(head + 1, sheet.max_row + 1):
    number = sheet.cell(row, columns['番号']).value
    if isinstance(number, int):
        rows.setdefault((number, sheet.cell(row, columns.get('担当局', columns.get('所管局'))).value), row)
for edit in json.loads(open(edits, encoding='utf8').read()):
    kind = edit['do']
    if kind == 'set':
        row = next(at for (number, bureau), at in rows.items() if number == edit['number'] and edit.get('bureau') in (None, bureau))
        sheet.cell(row, columns[edit['column']]).value = edit['value']
    elif kind == 'append':
        row = sheet.max_row + 1
        for name, value in edit['values'].items():
            sheet.cell(row, columns[name]).value = value
    elif kind == 'copyRow':
        row = sheet.max_row + 1
        source = rows[next(key for key in rows if key[0] == edit['number'])]
        for at in range(1, sheet.max_column + 1):
            sheet.cell(row, at).value = sheet.cell(source, at).value
    elif kind == 'deleteRow':
        sheet.delete_rows(rows[next(key for key in rows if key[0] == edit['number'])])
    elif kind == 'insertColumn':
        sheet.insert_cols(edit['at'])
        sheet.cell(head, edit['at']).value = edit['heading']
    elif kind == 'sort':
        block = [[sheet.cell(row, at).value for at in range(1, sheet.max_column + 1)] for row in rows.values()]
        block.sort(key=lambda cells: -cells[0])
        for row, cells in zip(rows.values(), block):
            for at, value in enumerate(cells, 1):
                if at != columns.get('id') or edit['withIds']:
                    sheet.cell(row, at).value = value
    elif kind == 'merge':
        row = rows[next(key for key in rows if key[0] == edit['number'])]
        sheet.merge_cells(start_row=row, end_row=row, start_column=columns['課題'], end_column=columns['課題'] + 1)
    elif kind == 'stripIdentity':
        del book['_citydesk']
    elif kind == 'percent':
        row = next(at for (number, bureau), at in rows.items() if number == edit['number'])
        cell = sheet.cell(row, columns[edit['column']])
        cell.value, cell.number_format = edit['value'], '0%'
    elif kind == 'rebuild':
        # As a gateway does that lets only visible text through: no hidden sheet or column, no names, no properties.
        plain = openpyxl.Workbook()
        target = plain.active
        at = 0
        for column in range(1, sheet.max_column + 1):
            if sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].hidden:
                continue
            at += 1
            for row in range(1, sheet.max_row + 1):
                target.cell(row, at).value = sheet.cell(row, column).value
        book = plain
    elif kind == 'dropIds':
        for row in range(head, sheet.max_row + 1):
            sheet.cell(row, columns['id']).value = None
    elif kind == 'rename':
        sheet.title = edit['to']
    elif kind == 'comment':
        from openpyxl.comments import Comment
        sheet.cell(head + 2, 1).comment = Comment('見てください', '見本')
book.save(out)
