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
why-conflicting-instance = 同じ SOP Instance UID で、内容の異なるファイルがあります。
remedy-conflicting-instance = どちらが正しいかを確かめ、正しいほうだけを入れてください。
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
