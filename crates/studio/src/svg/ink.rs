//! Colours and lines: every colour once, for each theme.

use crate::svg::Theme;

/// The colours of a theme.
pub(super) struct Palette {
    ground: &'static str,
    grid: &'static str,
    line: &'static str,
    ink: &'static str,
    ink_soft: &'static str,
    ink_faint: &'static str,
    vpc: &'static str,
    vpc_soft: &'static str,
    private: &'static str,
    public: &'static str,
    public_line: &'static str,
    leaf: &'static str,
    dns: &'static str,
    dns_soft: &'static str,
    packet: &'static str,
    packet_soft: &'static str,
    ok: &'static str,
    stop: &'static str,
    stop_soft: &'static str,
    warn: &'static str,
    warn_soft: &'static str,
}

const LIGHT: Palette = Palette {
    ground: "#f7f8fa",
    grid: "#e4e8ef",
    line: "#b9c1ce",
    ink: "#172033",
    ink_soft: "#55607a",
    ink_faint: "#6b768d",
    vpc: "#4a5d85",
    vpc_soft: "#f0f3f9",
    private: "#eaeff7",
    public: "#fbf4e6",
    public_line: "#d9c391",
    leaf: "#ffffff",
    dns: "#7a4fd0",
    dns_soft: "#efe9fb",
    packet: "#0068b5",
    packet_soft: "#e3f0fb",
    ok: "#007f5f",
    stop: "#c8440c",
    stop_soft: "#fdebe3",
    warn: "#8a6000",
    warn_soft: "#fdf3d8",
};

const DARK: Palette = Palette {
    ground: "#0f141d",
    grid: "#1a2230",
    line: "#3d4a62",
    ink: "#e8edf6",
    ink_soft: "#a7b2c8",
    ink_faint: "#8792aa",
    vpc: "#9db0d8",
    vpc_soft: "#151c2a",
    private: "#19212f",
    public: "#27231a",
    public_line: "#5c5034",
    leaf: "#1d2635",
    dns: "#b394f5",
    dns_soft: "#2a2145",
    packet: "#5cb3f5",
    packet_soft: "#15304a",
    ok: "#4fd1a5",
    stop: "#ff9169",
    stop_soft: "#43231a",
    warn: "#e8bd5a",
    warn_soft: "#3a2f14",
};

const SANS: &str = "system-ui,-apple-system,'Segoe UI','Hiragino Sans','Noto Sans JP','Noto Sans CJK JP','Yu Gothic UI',Meiryo,sans-serif";
const MONO: &str = "ui-monospace,'SF Mono','Cascadia Mono',Menlo,Consolas,'DejaVu Sans Mono','Noto Sans Mono CJK JP',monospace";

impl Palette {
    pub(super) const fn of(theme: Theme) -> Self {
        match theme {
            Theme::Light => LIGHT,
            Theme::Dark => DARK,
        }
    }

    /// The ends of a tube's colour.
    pub(super) const fn tube(&self) -> (&'static str, &'static str) {
        (self.dns, self.packet)
    }
}

/// The one style sheet of a picture.
pub(super) fn style_sheet(palette: &Palette) -> String {
    let Palette {
        ground,
        grid,
        line,
        ink,
        ink_soft,
        ink_faint,
        vpc,
        vpc_soft,
        private,
        public,
        public_line,
        leaf,
        dns,
        dns_soft,
        packet,
        packet_soft,
        ok,
        stop,
        stop_soft,
        warn,
        warn_soft,
    } = palette;
    format!(
        "text{{font:11px {SANS};fill:{ink_soft}}}\
         .ground{{fill:{ground}}}.grid{{fill:{grid}}}\
         .title{{font-size:12px;font-weight:600;fill:{ink}}}\
         .heading{{font-size:13px;font-weight:600;fill:{vpc}}}\
         .label{{fill:{ink_faint}}}\
         .address{{font-family:{MONO}}}\
         .code{{font-size:9.5px;font-weight:700;fill:{packet}}}\
         .mark{{font-size:10px}}\
         .leaf{{fill:{leaf};stroke:{line}}}\
         .lit{{stroke:{packet};stroke-width:2}}.lit-dns{{stroke:{dns};stroke-width:2}}\
         .halt{{stroke:{stop};stroke-width:2}}\
         .glyph{{fill:{packet_soft}}}\
         .of-dns .glyph{{fill:{dns_soft}}}.of-dns .code{{fill:{dns}}}\
         .strip{{fill:{leaf};fill-opacity:.6;stroke:{line}}}\
         .account{{fill:none;stroke:{line};stroke-dasharray:5 4}}\
         .vpc{{fill:{vpc_soft};stroke:{vpc};stroke-width:1.5}}\
         .zone{{fill:none;stroke:{line};stroke-dasharray:2 4}}\
         .private{{fill:{private};stroke:{line}}}\
         .public{{fill:{public};stroke:{public_line}}}\
         .services{{fill:none;stroke:{line};stroke-dasharray:1 4;stroke-linecap:round}}\
         .pill{{fill:{ground};stroke:{line}}}\
         .wire{{fill:none;stroke:{line};stroke-width:1.25}}\
         .tube{{fill:none;stroke:{packet};stroke-linecap:round;opacity:.14}}\
         .wide{{opacity:.22}}.dim-tube{{opacity:.08}}\
         .lit-core{{fill:none;stroke:{packet};stroke-width:1.8}}.core{{fill:none;stroke:{packet};stroke-width:1.25;opacity:.45}}\
         .peering{{stroke-dasharray:8 3}}.site{{stroke-width:2}}.names{{stroke:{dns};stroke-dasharray:.1 5;stroke-linecap:round;stroke-width:1.6}}\
         .go{{fill:none;stroke:{packet};stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}}\
         .back{{fill:none;stroke:{packet};stroke-width:1.5;opacity:.55}}\
         .ask{{fill:none;stroke:{dns};stroke-width:2;stroke-dasharray:.1 5;stroke-linecap:round}}\
         .maybe{{stroke:{stop};stroke-dasharray:6 5;opacity:.8}}\
         .note rect{{fill:{private};stroke:none}}\
         .note-dns rect{{fill:{dns_soft}}}.note-dns text,.note-dns path{{fill:{dns}}}\
         .note-warn rect{{fill:{warn_soft}}}.note-warn text,.note-warn path{{fill:{warn}}}\
         .note-stop rect{{fill:{stop_soft}}}.note-stop text,.note-stop path{{fill:{stop}}}\
         .badge{{fill:{ok};stroke:{leaf};stroke-width:1.5}}.badge-stop{{fill:{stop}}}.badge-unknown{{fill:{warn}}}\
         .sign{{fill:none;stroke:{leaf};stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}}\
         .answer rect{{fill:{dns_soft};stroke:{ground};stroke-width:3}}.answer text{{fill:{dns};font-weight:600}}\
         .dot{{fill:{packet}}}.dot-dns{{fill:{dns}}}.dot-stop{{fill:{stop}}}\
         .halo{{fill:{packet};opacity:.22}}.halo-dns{{fill:{dns}}}.halo-stop{{fill:{stop}}}\
         .fade text{{fill-opacity:.42}}.fade .glyph,.fade .note{{opacity:.42}}.fade>rect{{stroke-opacity:.45}}\
         .dim{{opacity:.4}}.core.dim{{opacity:.16}}\
         .words text{{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}}\
         .on-ground text{{stroke:{ground}}}.on-vpc text{{stroke:{vpc_soft}}}\
         .on-private text{{stroke:{private}}}.on-public text{{stroke:{public}}}\
         .ring{{fill:none}}"
    )
}
