namespace QMlp.Calibrator.Report.Html;

/// <summary>The style sheet of the report. No '&lt;', '&gt;' or '&amp;' may stand in it: it is written as text of an XML element.</summary>
static class PageStyle
{
    public const string Css = """

        :root { color-scheme: light dark; --page: #fbfbfa; --card: #ffffff; --ink: #1b1f24; --quiet: #5c6570; --line: #dfe3e8;
          --blue: #2563b8; --blue-soft: #dbe7f7; --teal: #0f7b6c; --violet: #7a4fb5; --amber: #b45f06; --amber-soft: #fdf1de;
          --red: #c0362c; --heat: 37, 99, 184; }
        @media (prefers-color-scheme: dark) { :root { --page: #14171b; --card: #1c2127; --ink: #e8ebef; --quiet: #9aa5b1; --line: #333b45;
          --blue: #6ea8f2; --blue-soft: #22354d; --teal: #4fc3b0; --violet: #b595e8; --amber: #eba54a; --amber-soft: #33291a;
          --red: #f0776c; --heat: 110, 168, 242; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
        header, main { max-width: 1240px; margin: 0 auto; padding: 0 20px; }
        header { padding-top: 28px; }
        h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
        h2 { font-size: 19px; margin: 40px 0 4px; }
        p { margin: 4px 0 12px; max-width: 78ch; }
        .quiet { color: var(--quiet); }
        .fine { margin: 16px 0 0; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 12px; margin: 20px 0 8px; }
        .tile, figure, .card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
        .tile { padding: 12px 14px; }
        .tile .name { color: var(--quiet); font-size: 13px; }
        .tile .value { font-size: 25px; font-weight: 600; line-height: 1.3; font-variant-numeric: tabular-nums; }
        .tile .note { font-size: 13px; color: var(--quiet); }
        .warning { background: var(--amber-soft); border: 1px solid var(--amber); border-radius: 8px; padding: 10px 16px; margin: 12px 0; }
        .warning ul { margin: 4px 0; padding-left: 20px; }
        .warning li { margin: 6px 0; overflow-wrap: anywhere; }
        .card { padding: 12px 16px; overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th { font-weight: 400; text-align: left; }
        thead th { color: var(--quiet); font-size: 13px; vertical-align: bottom; padding: 2px 10px 2px 0; }
        .bars { table-layout: fixed; }
        .bars th[scope=row] { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; padding-right: 10px; font-size: 14px; }
        .bars td { padding: 0; height: 22px; }
        .bars .label { width: 25%; } .bars .kind { width: 76px; } .bars .number { width: 92px; }
        .bars td.number, .numbers td { text-align: right; padding-left: 10px; white-space: nowrap; font-size: 14px; }
        .bars td.kind { color: var(--quiet); font-size: 13px; }
        .bars th.number, .numbers th { text-align: right; padding-right: 0; }
        .numbers th:first-child { text-align: left; } .numbers th, .numbers td { padding: 2px 0 2px 14px; font-size: 13px; white-space: nowrap; }
        .numbers th:first-child { padding-left: 0; } .numbers tbody tr { border-top: 1px solid var(--line); }
        .track { position: relative; height: 22px; }
        .track i { position: absolute; top: 0; bottom: 0; width: 1px; background: var(--line); }
        .track i.limit { width: 0; background: none; border-left: 2px dashed var(--amber); }
        .track b { position: absolute; left: 0; top: 5px; height: 12px; border-radius: 0 3px 3px 0; background: var(--blue); }
        .track b.s16 { background: var(--teal); } .track b.f32 { background: var(--violet); } .low .track b { background: var(--amber); }
        .axis { position: relative; height: 18px; }
        .axis span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
        .axis span:first-child { transform: none; }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 13px; color: var(--quiet); margin: 0 0 8px; }
        .legend b { display: inline-block; width: 12px; height: 12px; border-radius: 2px; margin-right: 6px; vertical-align: -1px; background: var(--blue); }
        .legend b.s16 { background: var(--teal); } .legend b.f32 { background: var(--violet); } .legend b.out { background: var(--red); }
        .legend b.range { background: var(--blue-soft); }
        .legend b.limit { background: none; width: 0; height: 13px; border-radius: 0; border-left: 2px dashed var(--amber); }
        .legend b.low { background: var(--amber); }
        .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(290px, 100%), 1fr)); gap: 12px; }
        figure { margin: 0; padding: 10px 12px 8px; }
        figcaption { display: flex; justify-content: space-between; gap: 10px; font-size: 14px; }
        figcaption span:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        figcaption span + span { white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--quiet); }
        figcaption .low { color: var(--amber); font-weight: 600; }
        figure .facts { font-size: 12px; color: var(--quiet); margin: 0; font-variant-numeric: tabular-nums; }
        svg { display: block; width: 100%; height: auto; }
        svg text { fill: var(--quiet); font-size: 11px; font-family: inherit; }
        svg .range { fill: var(--blue-soft); } svg .edge { stroke: var(--blue); stroke-width: 1.5; } svg .axisline { stroke: var(--quiet); stroke-width: 1; }
        svg .in { fill: var(--blue); } svg .out { fill: var(--red); } svg .s16 { fill: var(--teal); } svg .f32 { fill: var(--violet); }
        .confusion { max-width: 760px; } .confusion text { font-size: 12px; } .confusion .strong { fill: var(--card); } .confusion .count { fill: var(--ink); }
        dl { display: grid; grid-template-columns: minmax(110px, max-content) 1fr; gap: 4px 18px; margin: 0; font-size: 14px; }
        dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
        details { margin: 12px 0; } summary { cursor: pointer; color: var(--blue); }
        footer { height: 48px; }
        @media (max-width: 620px) {
          header, main { padding-left: 12px; padding-right: 12px; } .tiles { grid-template-columns: 1fr 1fr; gap: 8px; } .tile .value { font-size: 21px; }
          .bars .kind { display: none; } .axis span:nth-child(even) { display: none; } .bars .own { display: none; }
          .bars .label { width: 37%; } .bars .number { width: 66px; } .card { padding: 10px; }
          dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 8px; } }
        @media print { body { background: none; } .tile, figure, .card { break-inside: avoid; } }

        """;
}
