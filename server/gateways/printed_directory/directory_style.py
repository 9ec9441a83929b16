"""How the printed directory looks: two columns of A4, large enough to read by a torch."""

STYLE = """
@page {
  size: A4; margin: 16mm 14mm 18mm;
  @bottom-right { content: "pagina " counter(page) " di " counter(pages); font-size: 9pt }
  @bottom-left { font-size: 9pt }
  @top-right { content: string(area); font-size: 9pt }
}
@page :first { @top-right { content: none } }
html { font-family: "DejaVu Sans", "Noto Sans", sans-serif; font-size: 9.5pt; line-height: 1.35 }
h1 { font-size: 24pt; margin: 40mm 0 4mm }
.state { font-size: 13pt; margin: 0 }
.lead { margin: 2mm 0 10mm }
nav ul { columns: 2; padding-left: 0; list-style: none; margin: 0 }
nav a { color: black; text-decoration: none }
nav a::after { content: leader(".") target-counter(attr(href), page) }
section { break-before: page; columns: 2; column-gap: 8mm }
h2 { string-set: area content(); font-size: 15pt; margin: 0 0 3mm; column-span: all;
  border-bottom: 1.2pt solid black; padding-bottom: 1mm }
h3, h4, h5 { font-size: 10.5pt; margin: 0 0 0.8mm; break-after: avoid }
h4 { font-size: 10pt } h5 { font-size: 9.5pt }
article { break-inside: avoid; margin: 0 0 3mm }
.depth1 { margin-left: 3mm } .depth2 { margin-left: 6mm } .depth3 { margin-left: 9mm }
article ul, .services { margin: 0; padding: 0; list-style: none }
article li { margin: 0 0 0.4mm; padding-left: 26mm; overflow-wrap: anywhere }
.term { display: inline-block; width: 25mm; margin-left: -26mm; vertical-align: top;
  font-size: 8pt; line-height: 1.6 }
.services li { break-inside: avoid; margin: 0 0 1.6mm; padding-left: 4mm; text-indent: -4mm }
a.page { color: black; text-decoration: none }
a.page::after { content: " (p. " target-counter(attr(href), page) ")"; white-space: nowrap }
"""
