# Kamei のメッセージ（日本語）。中核・コマンドライン・画面で共通です。

## 場所

at-byte = （{ $at } バイト目）

## 書き出さなかった理由と、していただくこと

why-burned-in-risk = 画像の中に氏名・番号・日付が写っている可能性があり、まだ確認されていません。
remedy-burned-in-risk = すべてのコマをご覧ください。個人がわかるものがなければ「clear（写っていない）」、あれば「exclude（除外）」と決めてください。隠す機能は今後の版で加わります。
why-face-risk = この立体画像から顔がわかる可能性があり、扱いがまだ決まっていません。
remedy-face-risk = 理由を記録に残して「keep-surface（そのまま）」とするか、除外してください。表面を除く機能は今後の版で加わります。
why-photo-undecided = 写真です。まだ確認されていません。
remedy-photo-undecided = この版では写真を加工できません。入れないでおくか、「exclude（除外）」と決めて記録に残してください。
why-document-undecided = 文書、または文書を含むファイルです。報告書には、ほとんどの場合、患者さんの氏名があります。
remedy-document-undecided = この版では文書を加工できません。「exclude（除外）」と決めて記録に残してください。
why-prose-undecided = 自由に書かれた文章です。
remedy-prose-undecided = この版では文章を加工できません。「exclude（除外）」と決めて記録に残してください。
why-video-undecided = 動画、または動画を含むファイルです。画面に氏名が写っていることがよくあります。
remedy-video-undecided = この版では動画を加工できません。「exclude（除外）」と決めて記録に残してください。
why-sound-undecided = 音声です。会話が入っている可能性があります。
remedy-sound-undecided = この版では音声を加工できません。「exclude（除外）」と決めて記録に残してください。
why-unknown-sop-class = DICOM の種類（SOP クラス）が独自のもの、または未知のものです。要素の意味を確かめられません。
remedy-unknown-sop-class = 入れないでおくか、この種類への対応をご依頼ください。方針に書かれるまで保留のままです。
why-decision-not-supported = このファイルへの決定は、この版では実行できません。
remedy-decision-not-supported = 「clear」「keep-surface」「exclude」のいずれかにするか、画素を隠す版をお待ちください。
why-no-instance = SOP Instance UID がないため、どの画像かを特定できません。
remedy-no-instance = 元のシステムからもう一度書き出してください。
why-contradictory-syntax = 画素データの書き方が、ファイルの宣言と異なります。
remedy-contradictory-syntax = 元のシステムからもう一度書き出してください。
why-not-yet = この種類のファイルは、この版では加工できません。
remedy-not-yet = 入れないでおくか、「exclude（除外）」と決めて記録に残してください。
why-changed = 加工の途中でファイルが変わりました。
remedy-changed = ほかのプログラムが書き込んでいないときに、もう一度実行してください。
why-internal = このプログラムの不具合により、このファイルの処理が止まりました。何も書き出していません。
remedy-internal = 版と種類をお知らせください（ファイルそのものは送らないでください）。
why-genome = ゲノムのデータです。このプログラムの対象外です。
remedy-genome = ゲノムのデータのための方法をご検討ください。
why-unknown-kind = このプログラムの知らない種類のファイルです。
remedy-unknown-kind = 必要なファイルかどうかをご確認ください。不要であれば入れないでください。
why-damaged = ファイルが途中で切れているか、壊れています。何が失われたのかを確かめられません。
remedy-damaged = 元の場所からコピーし直し、もう一度実行してください。ほかのファイルには影響ありません。
why-limit = 大きさ、深さ、または数が上限を超えています。
remedy-limit = 本来のファイルかどうかをご確認ください。必要であれば上限の引き上げをご依頼ください。
why-unsafe-path = 書庫の中の名前が、書庫の外を指しています。
remedy-unsafe-path = 出所を確かめたうえで手作業で取り出し、ファイルとして入れてください。
why-encrypted = 暗号化されています。
remedy-encrypted = 復号してから入れてください。
why-unreadable = ファイルを読めませんでした。
remedy-unreadable = アクセス権と媒体を確かめ、もう一度実行してください。
why-empty = 空のファイルです。
remedy-empty = 元の場所からコピーし直してください。
why-link = リンクです。指す先がどこにあるかわかりません。
remedy-link = 指す先のファイルまたはフォルダーを指定してください。
why-media-directory = 媒体の目録（DICOMDIR）です。名前と場所が変わるため、パッケージには入れません。
remedy-media-directory = していただくことはありません。目録にある画像は、それぞれ加工されます。
why-viewer = 媒体に付属するビューアーまたは起動用のファイルです。
remedy-viewer = していただくことはありません。
why-by-decision = 除外すると決められたファイルです。
remedy-by-decision = していただくことはありません。
why-same-bytes = 同じ内容のファイルがほかにあり、そちらを用いました。
remedy-same-bytes = していただくことはありません。

## 実行を止めるエラー

err-policy-not-yet = 方針 { $name } は、この版では実行できません。
rec-policy-not-yet = --policy ps3-15-basic をお使いください。
err-policy-unknown = 方針 { $name } はありません。
rec-policy-unknown = 「kamei policy list」で一覧を表示できます。方針ファイルは今後の版で使えるようになります。
err-decisions-format = 決定のファイルが kamei-decisions/1 の形式ではありません（{ $line } 行目）。
rec-decisions-format = 「kamei run --help」の例と比べてください。
err-decisions-contradict = { $first } 番目と { $second } 番目の決定が、同じファイルについて矛盾しています。
rec-decisions-contradict = 「clear」と「mask」、「keep-surface」と「remove-surface」は両立しません。どちらかを消してください。
err-plan-too-many-values = 氏名と番号が多すぎて、探索がメモリーに収まりません。
rec-plan-too-many-values = 一度に扱う患者さんの数を減らしてください。
err-plan-format = この版の計画ではありません。
rec-plan-format = この版で計画を作り直してください。
err-vault-not-a-vault = { $file } は保管庫ではありません（合言葉で閉じた age ファイルではありません）。
rec-vault-not-a-vault = 場所をご確認ください。ファイルは変更していません。
err-vault-wrong-passphrase = 合言葉では { $file } を開けません。
rec-vault-wrong-passphrase = 大文字・小文字と、末尾の空白をご確認ください。ファイルは変更していません。
err-vault-too-much-work = { $file } は、このプログラムの上限を超える計算量で閉じられています。
rec-vault-too-much-work = age のプログラムで開き、閉じ直してください。
err-vault-damaged = { $file } は壊れているか、途中で切れています。
rec-vault-damaged = 控えをお使いください。ファイルは変更していません。
err-vault-foreign = { $file } は age ファイルですが、この版の保管庫ではありません。
rec-vault-foreign = 場所をご確認ください。ファイルは変更していません。
err-internal = このプログラムの不具合により、実行が止まりました。
rec-internal = 版をお知らせください（ファイルは送らないでください）。
err-no-randomness = システムから乱数を得られず、鍵を作れませんでした。
rec-no-randomness = もう一度実行してください。繰り返す場合は情報担当の方にお知らせください。
err-key-format = 鍵が 16 進数 64 桁ではありません。
rec-key-format = 保存した鍵のファイルをそのままお使いください。
err-no-key = 実行には鍵が必要です。--vault FILE（なければ作ります）または --key-file FILE を指定してください。
err-input = { $file } が見つからないか、読めません（{ $error }）。
rec-input = 場所をご確認ください。
err-file-read = { $file } を読めません（{ $error }）。
rec-file-read = 場所とアクセス権をご確認ください。
err-file-write = { $file } に書けません（{ $error }）。途中のパッケージには未完成の印が付いています。
rec-file-write = 空き容量とアクセス権を確かめ、空のフォルダーへもう一度実行してください。
err-file-exists = { $file } はすでにあります。上書きはしません。
rec-file-exists = 別の名前を指定してください。
err-out-not-empty = { $file } は空ではありません。パッケージは空のフォルダーか、新しいフォルダーに書き出します。
rec-out-not-empty = --out に別のフォルダーを指定してください。
err-out = { $file } にはパッケージを書き出せません（{ $error }）。
rec-out = --out に別のフォルダーを指定してください。
err-secret-in-package = { $file } はパッケージのフォルダーの中にあります。病院で保管するものを、パッケージと一緒にしてはいけません。
rec-secret-in-package = --out の外の場所を指定してください。
err-record-exists = { $file } はすでにあります。記録は上書きしません。
rec-record-exists = --record に別のフォルダーを指定してください。
err-interrupted = 中断しました。パッケージには未完成の印が付いています。済んだものは記録にあります。
rec-interrupted = 空のフォルダーへ、もう一度実行してください。
err-vault-exists = { $file } はすでにあります。保管庫は上書きしません。
rec-vault-exists = 別の名前を指定するか、この保管庫をお使いください。
err-passphrase = 合言葉を読めませんでした（{ $error }）。
rec-passphrase = --passphrase-file をお使いください。
err-passphrase-missing = 合言葉が必要ですが、たずねるための端末がありません。
rec-passphrase-missing = --passphrase-file をお使いください。
err-passphrase-short = 合言葉が { $least } 文字より短くなっています。
rec-passphrase-short = つながりのない語を六つほど並べるなどしてください。
err-not-a-package = { $file } はパッケージではありません（読める manifest.json がありません）。
rec-not-a-package = 場所をご確認ください。

## コマンドライン

cli-surveying = 読み取り
cli-rewriting = 加工
cli-done = { $all } 件：書き出し { $written }、保留 { $withheld }、対象外 { $refused }、除外 { $excluded }、重複 { $duplicate }。
cli-package = 会社に渡すもの：{ $path }
cli-record = 病院で保管するもの（院外に出さない）：{ $path }
cli-found = { $subjects } 人、検査 { $studies } 件、シリーズ { $series } 件、ファイル { $files } 件。
cli-vault-made = { $file } を作りました。合言葉を忘れると、だれにも開けられません（開発者にも）。
cli-vault-opens = この合言葉で { $file } を開けます。
warn-conflicting-instances = 同じ SOP Instance UID で内容の異なるファイルが { $n } 組あります。すべて書き出し、二つ目からは名前の末尾に -2、-3 を付けました。どれが正しいかをご確認ください。
warn-decision-unused = { $place } 番目の決定に当てはまるファイルはありません。
verify-whole = パッケージは完全です（{ $n } 件）。
verify-not-whole = パッケージは完全ではありません（目録 { $n } 件）。
verify-incomplete = 未完成の印が付いています。
verify-path = { $path }：名前がパッケージの外を指しています
verify-missing = { $path }：ありません
verify-differs = { $path }：目録と内容が異なります
verify-unreadable = { $path }：DICOM として読めません
verify-unlisted = { $path }：目録にありません
policy-ps3-15-basic = PS3.15 の基本プロファイルのみ（オプションなし）
policy-later = 今後の版で使えるようになります
policy-diff = 異なる属性は { $n } 件です。
action-keep = 残す
action-clean = 個人がわかる部分を除いて残す
action-remove = 削除
action-empty = 空にする、または仮名
action-dummy = 代わりの値に置き換え
action-uid = 新しい UID に置き換え（どこでも同じもの）
action-empty-or-dummy = 空にする（値が必要な場合は代わりの値）
action-remove-or-empty = 削除（属性が必要な場合は空）
action-remove-or-dummy = 削除（値が必要な場合は代わりの値）
action-remove-empty-or-dummy = 削除（必要に応じて空、または代わりの値）
action-remove-empty-or-uid = 削除（必要に応じて空、または新しい UID）

## page- : the page's own words (www/)

page-name = 仮名 Kamei
page-tagline = 医療データを、この端末の中で仮名加工
page-language = 言語
page-lang-ja = 日本語
page-lang-en = English
page-skip = 本文へ移動
page-no-network = 通信なし
page-version = 版 { $version }
page-starting = 準備しています
page-list-separator = 、

page-steps = 手順
page-step-drop = 入れる
page-step-found = 見つかったもの
page-step-run = 実行
page-step-done = 受け取る
page-step-is-done = 済み

page-drop-title = 加工するデータを入れてください
page-drop-lead = フォルダーやファイルを選ぶと、すぐに読み取りを始めます。元のファイルは変更しません。
page-drop-here = ここにフォルダーまたはファイルをドロップ
page-drop-anywhere = この画面のどこにでもドロップできます
page-drop-or = または
page-choose-folder = フォルダーを選ぶ
page-choose-files = ファイルを選ぶ
page-choose-note = フォルダーを選ぶと、ブラウザーが「アップロードしますか」と尋ねることがあります。ブラウザーの決まった言い方で、実際にはこの端末の外へ送りません。
page-choose-many = ファイルが 1,000 件を超えるときは、ドロップよりも「フォルダーを選ぶ」が確実です。
page-drop-folder-refused = フォルダーはドロップでは受け取れませんでした。「フォルダーを選ぶ」をお使いください。

page-trust-title = データはこの端末から出ません
page-trust-body = このページには通信する機能がなく、外部への接続はページ自身の設定で禁じています。
page-trust-check = 自分で確かめる
page-trust-check-1 = LAN ケーブルを抜く、または Wi-Fi を切ってからお使いください。同じように動きます。
page-trust-check-2 = ブラウザーの開発者ツール（F12 キー）で「ネットワーク」を開いてください。加工の間も、外部への通信は 1 件も現れません。
page-trust-check-3 = このページが従う設定（Content Security Policy）は次のとおりです。「connect-src 'none'」が、接続をすべて禁じるという意味です。

page-kinds-title = 扱えるもの
page-kinds-yes = DICOM ファイル（CT、MR、PET、超音波など）と、それを入れた ZIP。フォルダーの深さやファイルの拡張子は問いません。
page-limits-title = この版でできないこと
page-limits-intro = できないことは次のとおりです。できないものを黙って通すことはなく、必ず「保留」などの行き先と理由を示します。
page-limits-review = 画像に写り込んだ文字や顔を、この画面で確認して隠すこと。その可能性がある画像は保留にし、書き出しません。
page-limits-kinds = 写真、PDF などの文書、自由記載の文章、動画、音声の加工。すべて保留にします。
page-limits-vault = 合言葉で閉じた保管庫を作ること。それまでは、処理記録と仮名の鍵を別々のファイルとして病院で保管してください。
page-limits-papers = 契約や公表に使う書類を作ること。
page-limits-genome = ゲノムデータ（VCF、FASTQ、BAM など）は対象外です。
page-term-kamei = 仮名加工情報とは、ほかの情報と照合しない限り、特定の個人を識別できないように加工した個人に関する情報です。出来上がったものがこれにあたるかどうかは、病院が判断します。

page-found-title = 見つかったもの
page-found-reading = 読み取っています（{ $read } / { $given } 件）
page-found-read = { $given } 件のファイルを読み取りました
page-found-empty = 加工できるファイルがありませんでした。理由を下の一覧でご確認ください。
page-found-nothing = ファイルが 1 件も見つかりませんでした。空のフォルダーではないかご確認ください。
page-found-unreadable = { $count } 件は開けませんでした。使用中でないか、読み取りの権限があるかをご確認のうえ、もう一度入れてください。ほかのファイルには影響ありません。
page-count-people = 人
page-count-people-label = 患者さん
page-count-studies = 検査
page-count-studies-label = 検査
page-count-files = 件
page-count-files-label = ファイル
page-count-bytes-label = 合計の大きさ
page-add-files = ファイルを追加する
page-start-over = 入れ直す

page-notes-title = 書き出さないもの
page-notes-note = 保留は、誤りではありません。人の確認が必要なものを、確認なしに書き出さないための仕組みです。この版の画面では決めることができません。コマンド版では、決定のファイル（decisions.json）で決められます。
page-notes-count = { $count } 件

page-list-title = ファイルの一覧
page-list-filter = 表示するもの
page-list-all = すべて
page-list-empty = この条件に合うファイルはありません。
page-list-path = ファイル
page-list-kind = 種類
page-list-bytes = 大きさ
page-list-fate = 行き先
page-list-why = 理由
page-list-scroll = ファイルの一覧。矢印キーで動かせます。

page-fate-ready = 加工できる
page-fate-written = 書き出した
page-fate-withheld = 保留
page-fate-refused = 取り込めない
page-fate-excluded = 対象外
page-fate-duplicate = 重複

page-kind-dicom = DICOM
page-kind-text = 文章
page-kind-table = 表
page-kind-photo = 写真
page-kind-video = 動画
page-kind-waveform = 波形
page-kind-hl7 = HL7
page-kind-fhir = FHIR
page-kind-cda = CDA
page-kind-archive = 書庫
page-kind-other = その他

page-plan-title = 加工の方針
page-plan-policy = DICOM 規格 PS3.15 の基本プロファイル
page-plan-policy-note = 氏名、番号、日付など、規格の表 E.1-1 が挙げる項目を削除または置き換えます。規格より緩めることはありません。
page-key-title = 仮名の鍵
page-key-note = 同じ鍵なら、同じ患者さんはいつも同じ仮名になります。鍵があると仮名から元の番号を探し出せるため、病院の外に出さないでください。
page-key-new = 新しい鍵を作る
page-key-new-note = はじめてのとき
page-key-load = 前回の鍵を使う
page-key-load-note = 前回のデータと同じ仮名にするとき
page-key-file = 鍵のファイル（kamei-project.key）
page-key-loaded = 鍵を読み込みました
page-key-wrong = このファイルは鍵ではありません。前回保存した「kamei-project.key」（64 文字の英数字が入ったファイル）を選んでください。
page-key-needed = 鍵のファイルを選ぶと、加工を始められます。
page-run-button = { $count } 件を加工する
page-run-none = 書き出せるファイルがないため、加工を始められません。

page-run-title = 加工しています
page-run-doing = 氏名、番号、日付を置き換えています
page-run-progress = 加工の進み具合
page-run-files = { $done } / { $files } 件
page-run-bytes = { $done } / { $bytes }
page-run-left = あと約 { $left }
page-run-left-unknown = 残り時間を計っています
page-run-seconds = { $count } 秒
page-run-minutes = { $count } 分
page-run-withheld = 保留 { $count } 件
page-run-cancel = 加工をやめる
page-run-cancel-note = やめても元のファイルは変わりません。途中までの結果は残りません。
page-run-spoken = { $percent } パーセントまで進みました
page-run-keep-open = 終わるまで、このタブを閉じないでください。

page-done-title = 加工が終わりました
page-done-sum = { $people } 人、{ $written } 件を加工しました。
page-done-rest = 保留 { $withheld } 件、取り込めない { $refused } 件、対象外 { $excluded } 件、重複 { $duplicate } 件。入れた { $all } 件すべての行き先が決まっています。
page-done-none = 書き出したファイルはありません。理由を下の一覧でご確認ください。
page-done-originals = 元のファイルは変更していません。
page-done-order = 先に病院で保管するものを保存し、そのあとで会社に渡すものを保存してください。このページを閉じると、どちらも失われます。

page-hospital-mark = 院外に出さない
page-hospital-title = 病院で保管するもの
page-hospital-body = 元のファイル名と仮名の対応が入っています。会社に渡すものとは別の場所に保管してください。
page-hospital-record = 処理記録を保存
page-hospital-record-note = run.json：どのファイルがどうなったか
page-hospital-key = 仮名の鍵を保存
page-hospital-key-note = kamei-project.key：次回も同じ仮名にするために必要です。失うと、同じ仮名は二度と作れません。
page-hospital-key-held = 読み込んだ鍵をそのまま使いました。お手元の鍵を引き続き保管してください。
page-hospital-confirm = 病院の中の安全な場所に保存しました
page-receiver-mark = 会社に渡す
page-receiver-title = 会社に渡すもの
page-receiver-body = 仮名にしたファイルと、その一覧（manifest.json）が入った ZIP です。元のファイル名は入っていません。画像データの中に埋め込まれた文字は、プログラムでは確かめていません。
page-receiver-save = パッケージを保存
page-receiver-wait = 「病院で保管するもの」を保存して印を付けると、保存できるようになります。
page-receiver-none = 書き出したファイルがないため、渡すものはありません。
page-saved = 保存を始めました
page-next-title = このあと行うこと
page-next-check = 保留になったものを確認し、必要なら別の方法をご検討ください。
page-next-contract = 会社に渡す前に、利用目的の公表、契約、安全管理の取り決めがそろっているかを、院内の担当の方とご確認ください。
page-next-law = 仮名加工情報は、法令に基づく場合を除き、第三者に提供できません（個人情報保護法第 41 条第 6 項など）。委託や共同利用など、第三者への提供にあたらない形をとる必要があります。
page-next-batch = 次のバッチを始める
page-next-batch-note = この画面の内容を消して、はじめに戻ります。
page-forget-title = まだ保存していないものがあります
page-forget-body = 消すと、処理記録と仮名の鍵は失われ、元に戻せません。
page-forget-yes = 消してはじめに戻る
page-forget-no = この画面に戻る

## page-why- : a reason that this page has no words for

page-why-other = 書き出せませんでした（理由の記号：{ $code }）。

## page-err- : the page itself

page-err-title = 止まりました
page-err-internal = ページの中で予期しないことが起きたため、止めました。元のファイルは変わっていません。ページを開き直して、もう一度お試しください。
page-err-no-plan = 加工の準備ができていませんでした。もう一度お試しください。
page-err-other = 加工を始められませんでした（{ $code }）。元のファイルは変わっていません。
page-err-wasm = ブラウザーの設定で WebAssembly が止められています（Edge の「セキュリティ強化モード」など）。このページを例外に加えると動きます。
page-err-feature = 必要な機能（{ $feature }）がありません。ブラウザーを更新してください。
page-err-start = 準備の途中で止まりました（{ $feature }）。ファイルが途中で切れていないか、配布元の SHA-256 と比べてください。
