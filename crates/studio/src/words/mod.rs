//! Every word on the screen, in both languages, side by side.
//!
//! A text without one of the languages does not compile. Laws bring their own sentence; what is
//! said about facts, events and kinds is in [`reason`], [`outcome`] and [`thing`].

pub mod advice;
mod attribute;
mod change;
mod choice;
mod guard;
pub mod missing;
pub mod outcome;
pub mod reason;
pub(crate) mod table;
pub mod thing;
pub mod unknown;

pub use net::lang::{Lang, Says};

/// The catalogue: plain texts become constants, texts with arguments become functions.
macro_rules! words {
    ($($name:ident $(($($arg:ident: $type:ty),+))? = $en:literal, $ja:literal;)*) => {
        $(words!(@one $name $(($($arg: $type),+))? = $en, $ja);)*
    };
    (@one $name:ident = $en:literal, $ja:literal) => {
        #[doc = $en]
        pub const $name: Says = Says { en: $en, ja: $ja };
    };
    (@one $name:ident ($($arg:ident: $type:ty),+) = $en:literal, $ja:literal) => {
        #[doc = $en]
        #[must_use]
        pub fn $name(lang: Lang, $($arg: $type),+) -> String {
            match lang {
                Lang::En => format!($en),
                Lang::Ja => format!($ja),
            }
        }
    };
}
words! {
    // The page.
    TITLE = "Sightline", "Sightline";
    LANGUAGE_OTHER = "日本語", "English";
    SWITCH_LANGUAGE = "日本語で表示", "Show in English";
    THEME = "Theme", "配色";
    THEME_AUTO = "Theme: as the system", "配色: システムに合わせる";
    THEME_LIGHT = "Theme: light", "配色: ライト";
    THEME_DARK = "Theme: dark", "配色: ダーク";
    SCENARIOS = "Scenarios", "シナリオ";
    OPEN_MENU = "Open a scenario", "シナリオを開く";
    YOUR_DOCUMENT = "Your network", "読み込んだネットワーク";
    MORE = "More", "その他";
    CLOSE = "Close", "閉じる";

    // The question.
    QUESTION = "Question", "問い合わせ";
    FROM = "From", "送信元";
    TO = "To", "宛先";
    PORT = "Port", "ポート";
    PROTOCOL = "Protocol", "プロトコル";
    TRACE = "Trace", "追跡";
    FROM_HINT = "instance, subnet, internet…", "インスタンス、サブネット、internet…";
    TO_HINT = "name, address or resource", "名前・アドレス・リソース";
    ALSO_FROM = "Ask from", "ここから問い合わせ";

    // Commands.
    IMPORT = "Import", "読み込み";
    IMPORT_FILES = "Import files", "ファイルを読み込む";
    EXPORT = "Export", "書き出し";
    EXPORT_JSON = "Export as JSON", "JSON で書き出す";
    EXPORT_PNG = "Export as PNG", "PNG で書き出す";
    PRINT = "Print", "印刷";
    PICTURE_FAILED = "The picture could not be made here; export it as SVG instead.", "この環境では画像を作成できません。SVG で書き出してください。";
    ACTION = "Action", "アクション";
    ARN = "Resource ARN", "リソース ARN";
    PRINCIPAL = "Principal", "プリンシパル";
    MORE_OF_QUESTION = "More about the request", "リクエストの詳細";
    POLICY_WHY = "Who asks for what: endpoint and bucket policies are judged by it.", "エンドポイントポリシーとバケットポリシーの判定に使います。";
    EXPORT_ANIMATED = "Export as animated SVG", "アニメーション SVG で書き出す";
    EXPORT_SVG = "Export as SVG", "SVG で書き出す";
    SHARE = "Share", "共有";
    SHARE_LINK = "Copy a link to this moment", "この場面へのリンクをコピー";
    UNDO = "Undo", "元に戻す";
    REDO = "Redo", "やり直す";
    HELP = "Keyboard shortcuts", "キーボード操作";
    PALETTE = "Commands", "コマンド";
    ALSO_COMMANDS = "Without a key of their own, by Ctrl+K", "キーのないコマンド（Ctrl+K から実行）";
    PALETTE_HINT = "Type a command", "コマンドを入力";
    PALETTE_EMPTY = "No such command", "該当するコマンドがありません";
    FIT = "Fit the diagram", "全体を表示";
    ZOOM_IN = "Zoom in", "拡大";
    ZOOM_OUT = "Zoom out", "縮小";
    SEARCH = "Search", "検索";
    CLEAR_SELECTION = "Clear the selection", "選択を解除";
    FIND_HINT = "Find resource or address", "リソース・アドレスを検索";
    FIND_EMPTY = "Nothing matches", "一致するものがありません";

    // The outline.
    OUTLINE = "Outline", "一覧";
    VANTAGES = "Vantages", "視点";
    NETWORK = "Network", "ネットワーク";
    NAMES = "Names", "名前";
    FINDINGS = "Findings", "指摘";
    NO_FINDINGS = "Nothing to report", "指摘はありません";
    INTERNET = "Internet", "インターネット";

    // The diagram.
    DIAGRAM = "Network diagram", "ネットワーク図";
    DIAGRAM_HINT = "Drag to pan, scroll to zoom", "ドラッグで移動、スクロールで拡大・縮小";
    PERSPECTIVE = "Perspective", "見方";
    PERSPECTIVE_NETWORK = "Network", "ネットワーク";
    PERSPECTIVE_SECURITY = "Security", "セキュリティ";
    PERSPECTIVE_DNS = "DNS", "DNS";
    PERSPECTIVE_COST = "Cost", "費用";
    PERSPECTIVE_OWNERSHIP = "Ownership", "所有者";
    OPEN_TO_EVERYONE = "open to everyone", "すべてに開放";
    FOLD = "Fold or unfold the selected container", "選択したまとまりを折りたたむ・開く";
    MINIMAP = "Map of everything; press to go there", "全体図。押した場所へ移動します";
    STOPPED_HERE = "blocked", "遮断";
    ONE_WAY = "one way", "一方向";

    // The middle of the page.
    SCREEN = "View", "表示";
    PATH = "Path", "経路";
    COMPARE = "Compare", "比較";
    MATRIX = "Matrix", "マトリクス";
    SHOW_PATH = "Show one path", "経路を表示";
    SHOW_COMPARE = "Compare vantages", "視点を比較";
    SHOW_MATRIX = "Show every verdict", "すべての判定を表示";
    COMPARED = "Compared vantages", "比較する視点";
    ADD_VANTAGE = "Add a vantage", "視点を追加";
    ADDRESSES = "Answer", "回答";
    DECIDED_BY = "Decided by", "決定したゾーン";
    VERDICT = "Verdict", "判定";
    OPEN_PATH = "Show this path", "この経路を表示";
    REMOVE = "Remove", "外す";
    NO_ZONE = "no zone", "ゾーンなし";
    NO_NAME = "no name was asked", "名前解決なし";
    MATRIX_CAPTION = "Every vantage's verdict for every endpoint and service; a cell opens its path.", "すべての視点から各エンドポイント・サービスへの判定です。セルを選ぶと経路を表示します。";
    MATRIX_EMPTY = "There is no endpoint or service to ask for.", "対象となるエンドポイントやサービスがありません。";
    GROUP_BY = "Group vantages", "視点のまとめ方";
    GROUP_APART = "Ungrouped", "まとめない";
    GROUP_ACCOUNT = "By account", "アカウント別";
    GROUP_VPC = "By VPC", "VPC 別";
    GROUP_SUBNET = "By subnet", "サブネット別";
    GROUP_OUTSIDE = "Outside of every VPC", "VPC の外";
    vantages_of_group(count: usize) = "vantages: {count}", "視点 {count} 件";
    EACH_ITS_OWN = "auto", "自動";
    PORT_OF_MATRIX = "Port asked for; empty: as each one listens", "問い合わせるポート。空欄なら各宛先のポート";
    FILTER_VANTAGES = "Filter vantages", "視点を絞り込む";
    pieces(first: usize, last: usize, count: usize) = "{first} to {last} of {count}", "{count} 件中 {first}〜{last}";
    EARLIER = "Earlier", "前へ";
    LATER = "Later", "次へ";
    EARLIER_TARGETS = "Earlier targets", "前の宛先";
    LATER_TARGETS = "Later targets", "次の宛先";
    LOOP = "Repeat", "繰り返し";

    // Time.
    TIMELINE = "Timeline", "タイムライン";
    LANE_DNS = "DNS", "DNS";
    LANE_PACKET = "Packet", "パケット";
    PLAY = "Play", "再生";
    PAUSE = "Pause", "一時停止";
    STEP = "Next event", "次のイベント";
    BACK = "Previous event", "前のイベント";
    TO_START = "To the first event", "最初のイベントへ";
    TO_END = "To the last event", "最後のイベントへ";
    SPEED = "Speed", "速度";
    POSITION = "Event", "イベント";
    NO_NETWORK = "There is no network in this file: no VPC, no subnet, no site.", "このファイルにはネットワークがありません（VPC・サブネット・拠点なし）。";
    NOTHING_ASKED = "Ask a question above to see where its packet goes.", "上の欄で問い合わせると、パケットの行方を表示します。";

    // The reasons.
    WHY = "Why", "理由";
    EVENTS = "Events", "イベント";
    FACTS = "Facts", "詳細";
    PACKET_HERE = "Packet here", "この時点のパケット";
    QUESTION_HERE = "Question", "問い合わせ内容";
    ANSWER_HERE = "Answer", "回答";
    LAW = "The rule", "規則";
    AWS_DOCUMENTATION = "AWS documentation", "AWS ドキュメント";
    DECIDED = "decided", "決定";
    NEAREST = "closest", "最も近い";
    OPEN = "hangs on", "要確認";
    WAS = "was", "変更前";
    FROM_HEADER = "from", "送信元";
    TO_HEADER = "to", "宛先";
    PROTOCOL_HEADER = "proto", "種別";
    IF_LIFTED = "If lifted:", "遮断がなければ:";
    HYPOTHETICAL = "If that were lifted, the packet would go on here.", "遮断がなければ、パケットはここへ進みます。";
    BLOCKERS = "What must change", "変更が必要な箇所";
    FIXES = "What helps, as tried", "試して確認した修正";
    FIND_FIXES = "Look for what helps", "修正方法を探す";
    NO_FIXES = "No edit that was tried makes it reachable.", "試した範囲では、到達可能になる変更は見つかりませんでした。";
    APPLY = "Apply", "適用";
    ADDED = "added", "追加";
    REMOVED = "removed", "削除";
    fix_number(number: usize) = "Way {number}", "方法 {number}";
    WARNINGS = "Good to know", "補足";
    REPLY = "reply", "応答";
    LESSON = "What this shows", "このシナリオの要点";
    SELECTED = "Selected", "選択中";
    AS_JSON = "As JSON", "JSON";
    ASK_FROM_HERE = "Ask from here", "ここから問い合わせ";
    ASK_TO_HERE = "Ask to here", "ここを宛先にする";
    BACK_TO_EVENT = "Back to the event", "イベントに戻る";

    // Outcomes.
    REACHABLE = "Reachable", "到達可能";
    BLOCKED = "Blocked", "遮断";
    AMBIGUOUS = "It depends", "結果が分かれる";
    UNDETERMINED = "Cannot say", "判定不能";
    OBSERVED_CONNECTED = "The client connects.", "クライアントは接続できます。";
    OBSERVED_TIMEOUT = "The client waits until it times out.", "クライアントの接続はタイムアウトします。";
    OBSERVED_RESET = "The client’s connection is reset.", "クライアントの接続はリセットされます。";
    OBSERVED_403 = "The client connects and is refused with HTTP 403.", "クライアントは接続できますが、HTTP 403 で拒否されます。";
    OBSERVED_DNS_ERROR = "The client gets no address for the name.", "クライアントは名前を解決できません。";
    OBSERVED_UNKNOWN = "What the client sees cannot be said.", "クライアントから何が見えるかは判断できません。";

    SEEN_TIMEOUT = "times out", "タイムアウト";
    SEEN_RESET = "reset", "リセット";
    SEEN_403 = "HTTP 403", "HTTP 403";
    SEEN_NO_ADDRESS = "no address", "名前解決不可";
    SEEN_UNSAID = "facts missing", "情報不足";
    SEEN_NOT_SIMULATED = "not simulated", "未対応";

    // The answer in a few lines.
    IN_SHORT = "In short", "まとめ";
    SUM_NAME = "Name", "名前";
    SUM_WAY = "Way", "経路";
    SUM_DECIDED = "Decided by", "判定";
    SUM_ROUTE = "Routes", "ルート";
    SUM_GUARDS = "Allowed by", "許可";
    SUM_SOURCE = "Seen from", "見える送信元";
    SG_OUT = "SG out", "SG 送信";
    SG_IN = "SG in", "SG 受信";
    ACL_OUT = "ACL out", "ACL 送信";
    ACL_IN = "ACL in", "ACL 受信";
    POLICY = "policy", "ポリシー";
    SUM_COST = "Cost", "費用";
    SUM_CODE = "Code", "コード";
    per_gb(amount: &str) = "${amount} per GB", "1 GB あたり ${amount}";
    FREE_OF_CHARGE = "free of charge", "無料";
    source_rewritten(now: &str, first: &str) = "{now}, no longer {first}", "{now}（元は {first}）";

    // Files.
    DROP_HERE = "Drop files to import them", "ここにドロップして読み込む";
    reading_files(read: usize, count: usize) = "Reading files: {read} of {count}", "ファイルを読み込み中: {read} / {count}";
    UNDERSTANDING = "Working out what the files say…", "ファイルの内容を解析しています…";
    DRAWING = "Drawing the network…", "ネットワークを描画しています…";
    CANCEL = "Cancel", "中止";
    IMPORT_FOLDER = "Import a folder", "フォルダーを読み込む";
    FOLDER_EMPTY = "The folder holds no file that is read.", "フォルダーに読み込めるファイルがありません。";
    NO_WORKER = "This page may not start a worker here, so it opens only Sightline's own JSON. Open Sightline itself, or run: sightline import FILE -o topology.json", "この環境ではワーカーを起動できないため、Sightline の JSON のみ開けます。Sightline を直接開くか、sightline import FILE -o topology.json を実行してください。";
    IMPORTER_DIED = "The importer stopped; please report the file.", "読み込み処理が停止しました。ファイルを添えてご報告ください。";
    IMPORT_REPORT = "What was imported", "読み込みの結果";
    PLAN_WOULD = "What the plan would change", "プランによる変更";
    PLAN_CREATE = "create", "作成";
    PLAN_UPDATE = "update", "更新";
    PLAN_REPLACE = "replace", "置換";
    PLAN_DELETE = "delete", "削除";
    PLAN_FORGET = "forget", "管理対象外";
    EXPORT_MERMAID = "Export as Mermaid", "Mermaid で書き出す";
    EXPORT_DRAWIO = "Export for draw.io", "draw.io 形式で書き出す";
    EXPORT_REDACTED = "Export a redacted copy and its pseudonyms", "匿名化したコピーと対応表を書き出す";
    UNDERSTOOD = "understood", "取り込み";
    ASSUMED = "assumed", "仮定";
    IGNORED = "left out", "対象外";
    UNRESOLVED = "unresolved", "未解決";
    SHOW_REPORT = "Show what was imported", "読み込みの結果を表示";
    needs_values(count: usize) = "This import needs {count} values", "値を {count} 件指定してください";
    NEEDS_ONE_VALUE = "This import needs 1 value", "値を 1 件指定してください";
    NEEDS_NO_VALUE = "Parameters", "パラメーター";
    NEEDS_WHY = "Without them, answers that rest on them stay undetermined.", "値がないと、それに依存する回答は判定できません。";
    other_parameters(count: usize) = "{count} that can stay as they are", "このままでよいもの {count} 件";
    READ_AGAIN = "Read again with these", "この値で読み込み直す";
    NO_VALUE = "no value", "値なし";
    not_known_since(why: &str) = "not known: {why}", "不明: {why}";
    WHAT_TO_DO = "What to do", "対処";
    FILES = "Files", "ファイル";
    NO_FILE = "Made from others", "他から作られたもの";
    RESOURCE = "Resource", "リソース";
    KIND = "Kind", "種類";
    PLACE = "Where", "位置";
    NOTES = "Notes", "備考";
    SHOW_ON_DIAGRAM = "Show on the diagram", "図で見る";
    LINK_COPIED = "Link copied", "リンクをコピーしました";
    LINK_HERE = "Copy this link", "このリンクをコピーしてください";
    LINK_TOO_LONG = "This network does not fit into a link; share the file instead.", "このネットワークはリンクに収まりません。ファイルで共有してください。";
    LINK_BAD_VERSION = "This link was made by a later version of Sightline.", "このリンクは、より新しい Sightline で作られています。";
    LINK_DAMAGED = "This link is cut off or was altered.", "このリンクは途中で切れているか、変更されています。";
    LINK_TOO_LARGE = "The document in this link is too large.", "リンク内のドキュメントが大きすぎます。";
    FETCH_FAILED = "The document could not be fetched", "ドキュメントを取得できませんでした";
    FILE_TOO_LARGE = "larger than 128 MB, which is more than is read", "128 MB を超えるため読み込めません";
    FILE_UNREADABLE = "could not be read", "読み取れませんでした";
    FILE_NOT_TEXT = "is not a text in UTF-8", "UTF-8 のテキストではありません";
    FILE_EMPTY = "is empty", "空のファイルです";
    PROBLEM = "This could not be imported", "読み込めませんでした";
    UNKNOWN_SCENARIO = "There is no such scenario", "そのようなシナリオはありません";

    PUBLIC_DNS = "the public DNS", "パブリック DNS";
    resolver_of(name: &str) = "the resolver of {name}", "{name} のリゾルバー";
    of_reply(title: &str) = "Reply: {title}", "応答: {title}";
    THE_INTERNET = "the internet", "インターネット";
    BACK_AT_CLIENT = "← client", "← クライアント";
    SOMEONE_OUTSIDE = "someone on the internet", "インターネット側のクライアント";
    ASK_RESOLVER = "ask resolver", "リゾルバーへ";
    ASK_PUBLIC_DNS = "ask public DNS", "パブリック DNS へ";
    press_a_target(source: &str) = "Press a target to ask from {source} to it. Esc ends that.", "宛先を押すと {source} からの経路を表示します。Esc で取り消します。";
    event_of(number: usize, count: usize) = "Event {number} of {count}", "イベント {number} / {count}";
    answers(count: usize) = "{count} answer", "回答 {count} 件";
    views(count: usize) = "{count} views", "見え方 {count} 通り";
    show_more(count: usize) = "Show {count} more", "さらに {count} 件を表示";
    and_more(count: usize) = "and {count} more", "ほか {count} 件";
    line_column(line: usize, column: usize) = "line {line}, column {column}", "{line} 行 {column} 列";
    link_length(bytes: usize) = "{bytes} bytes", "{bytes} バイト";
    open_scenario(title: &str) = "Open: {title}", "開く: {title}";
    a_month(amount: &str) = "${amount} a month", "月 ${amount}";
    WHAT_IF = "What if", "もしも";
    UNSAID = "Not in the files", "ファイルにない情報";
    UNSAID_HINT = "If you know it, say so: the answer goes on from there.", "ご存じなら選んでください。そこから先を追跡します。";
    ASSUMED_BY_YOU = "assumed by you", "あなたの仮定";
    hidden_in(name: &str, count: usize) = "{name}: {count} ENIs are hidden here. Open.", "{name}: ENI {count} 個が隠れています。開く";
    enis(count: usize) = "{count} ENIs", "ENI {count} 個";
    boxes(count: usize) = "{count} resources", "リソース {count} 件";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_arguments_speaks_both_languages() {
        assert_eq!(event_of(Lang::En, 3, 13), "Event 3 of 13");
        assert_eq!(event_of(Lang::Ja, 3, 13), "イベント 3 / 13");
    }
}
