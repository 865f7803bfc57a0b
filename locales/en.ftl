# Kamei's messages in English. One set for core, command line and page.

## Where

at-byte = (byte { $at })

## Why a file was not written, and what to do

why-burned-in-risk = Names, ids or dates may be written in the picture, and nobody has looked yet.
remedy-burned-in-risk = Look at every frame. If nothing identifying is there, decide "clear"; otherwise exclude the file. Masking comes with a later version.
why-face-risk = A face could be rendered from this volume, and nobody has decided about it yet.
remedy-face-risk = Decide "keep-surface" with a reason for your record, or exclude the series. Removing the surface comes with a later version.
why-photo-undecided = This is a photo, and nobody has looked at it yet.
remedy-photo-undecided = Photos cannot be processed in this version. Keep it out, or decide "exclude" so that the record says so.
why-document-undecided = This is a document, or holds one; reports name the patient almost always.
remedy-document-undecided = Documents cannot be processed in this version. Decide "exclude" so that the record says so.
why-prose-undecided = This is free text.
remedy-prose-undecided = Free text cannot be processed in this version. Decide "exclude" so that the record says so.
why-video-undecided = This is a film, or holds one; names are often written in its frames.
remedy-video-undecided = Films cannot be processed in this version. Decide "exclude" so that the record says so.
why-sound-undecided = This is a sound recording; it may hold speech.
remedy-sound-undecided = Sound cannot be processed in this version. Decide "exclude" so that the record says so.
why-unknown-sop-class = The kind of this DICOM object (SOP class) is private or unknown, so nobody can say what its elements mean.
remedy-unknown-sop-class = Leave it out, or ask for support of this class; it stays withheld until a policy names it.
why-decision-not-supported = A decision was given for this file that this version cannot carry out.
remedy-decision-not-supported = Use "clear", "keep-surface" or "exclude", or wait for the version that masks pixels and removes surfaces.
why-no-instance = The object has no SOP Instance UID, so it cannot be named.
remedy-no-instance = Export it again from the system that it comes from.
why-contradictory-syntax = The pixel data are not written as the file says they are.
remedy-contradictory-syntax = Export it again from the system that it comes from.
why-not-yet = This kind of file is known, but not processed in this version.
remedy-not-yet = Keep it out, or decide "exclude" so that the record says so.
why-changed = The file changed while it was being processed.
remedy-changed = Run again when no other program writes to it.
why-internal = A defect of this program stopped the work on this file; nothing of it was written.
remedy-internal = Please report it with the version and the kind of file, without the file itself.
why-genome = This is genome data, which this program does not process.
remedy-genome = Use a procedure made for genome data.
why-unknown-kind = This is no kind of file that this program knows.
remedy-unknown-kind = Check whether it belongs here; otherwise keep it out.
why-damaged = The file is cut off or broken, so that nobody can tell what is missing.
remedy-damaged = Copy it again from its source and run again. Other files are not affected.
why-limit = The file is larger, deeper or has more parts than the limits allow.
remedy-limit = Check whether it is what it seems to be; if so, ask for the limit to be raised.
why-unsafe-path = The name of this archive member points outside of the archive.
remedy-unsafe-path = Unpack the archive by hand, check where it comes from, and give the files.
why-encrypted = The file is encrypted.
remedy-encrypted = Decrypt it and give the decrypted file.
why-unreadable = The file could not be read.
remedy-unreadable = Check the permissions and the medium, then run again.
why-empty = The file is empty.
remedy-empty = Copy it again from its source.
why-link = This is a link. What it points to may lie anywhere.
remedy-link = Give the file or folder that it points to.
why-media-directory = This is the directory of a medium (DICOMDIR). Its names and paths no longer hold in the package.
remedy-media-directory = Nothing needs to be done; the images that it lists are processed themselves.
why-viewer = This is a viewer or start file of a medium.
remedy-viewer = Nothing needs to be done.
why-by-decision = A person decided to leave this file out.
remedy-by-decision = Nothing needs to be done.
why-same-bytes = Another input has the same bytes and stands for it.
remedy-same-bytes = Nothing needs to be done.

## Errors that stop a run

err-policy-not-yet = The policy { $name } cannot be run by this version.
rec-policy-not-yet = Use --policy ps3-15-basic.
err-policy-unknown = There is no policy { $name }.
rec-policy-unknown = "kamei policy list" shows the policies. Policy files come with a later version.
err-decisions-format = The decisions file is not of the format kamei-decisions/1 (line { $line }).
rec-decisions-format = Compare it with the example in "kamei run --help".
err-decisions-contradict = Decisions { $first } and { $second } contradict each other for one file.
rec-decisions-contradict = "clear" and "mask", or "keep-surface" and "remove-surface", cannot both hold. Remove one.
err-plan-too-many-values = There are more names and ids than the search can hold in memory.
rec-plan-too-many-values = Run with fewer patients at a time.
err-plan-format = This is not a plan of this version.
rec-plan-format = Make the plan again with this version.
err-vault-not-a-vault = { $file } is not a vault: not an age file closed by a passphrase.
rec-vault-not-a-vault = Check the path. The file was not changed.
err-vault-wrong-passphrase = The passphrase does not open { $file }.
rec-vault-wrong-passphrase = Check for upper and lower case and for spaces at the end. The file was not changed.
err-vault-too-much-work = { $file } was closed with more work than this program does.
rec-vault-too-much-work = Open it with an age program and close it again.
err-vault-damaged = { $file } is damaged or cut off.
rec-vault-damaged = Use the copy that was kept. The file was not changed.
err-vault-foreign = { $file } is an age file, but not a vault of this version.
rec-vault-foreign = Check the path. The file was not changed.
err-internal = A defect of this program stopped the run.
rec-internal = Please report it with the version, without any file.
err-no-randomness = The system gave no random numbers, so no key could be made.
rec-no-randomness = Run again; if it happens again, tell your IT staff.
err-key-format = The key is not 64 hexadecimal digits.
rec-key-format = Use the key file as it was saved.
err-no-key = A run needs a key: --vault FILE (made when absent) or --key-file FILE.
err-input = { $file } cannot be found or read ({ $error }).
rec-input = Check the path.
err-file-read = { $file } cannot be read ({ $error }).
rec-file-read = Check the path and the permissions.
err-file-write = { $file } cannot be written ({ $error }). A package that was begun is marked incomplete.
rec-file-write = Check free space and permissions, then run again into an empty folder.
err-file-exists = { $file } exists already; nothing is overwritten.
rec-file-exists = Give another name.
err-out-not-empty = { $file } is not empty; a package goes into an empty folder or a new one.
rec-out-not-empty = Give another folder with --out.
err-out = { $file } cannot be used for the package ({ $error }).
rec-out = Give another folder with --out.
err-secret-in-package = { $file } lies inside of the package's folder; the hospital's part must never go with the package.
rec-secret-in-package = Give a place outside of --out.
err-record-exists = { $file } exists already; a record is never overwritten.
rec-record-exists = Give another folder with --record.
err-interrupted = Interrupted. The package is marked incomplete; the record says what was done.
rec-interrupted = Run again into an empty folder.
err-vault-exists = { $file } exists already; a vault is never overwritten.
rec-vault-exists = Give another name, or use this vault.
err-passphrase = The passphrase could not be read ({ $error }).
rec-passphrase = Use --passphrase-file.
err-passphrase-missing = A passphrase is needed, and there is no terminal to ask on.
rec-passphrase-missing = Use --passphrase-file.
err-passphrase-short = The passphrase has fewer than { $least } characters.
rec-passphrase-short = Choose several words, for example six that do not belong together.
err-not-a-package = { $file } is not a package: there is no readable manifest.json.
rec-not-a-package = Check the path.

## Command line

cli-surveying = Reading
cli-rewriting = Processing
cli-done = { $all } files: { $written } written, { $withheld } withheld, { $refused } refused, { $excluded } left out, { $duplicate } duplicates.
cli-package = For the company: { $path }
cli-record = For the hospital, must not leave: { $path }
cli-found = { $subjects } people, { $studies } examinations, { $series } series, { $files } files.
cli-vault-made = { $file } was made. If the passphrase is lost, nobody can open it, not even its makers.
cli-vault-opens = { $file } opens with this passphrase.
warn-conflicting-instances = { $n } SOP Instance UIDs are carried by several files of different content. All were written, the second and further ones under names that end in -2, -3; find out which are right.
warn-decision-unused = Decision { $place } fits no file.
verify-whole = The package is whole: { $n } files.
verify-not-whole = The package is not whole ({ $n } files in its manifest).
verify-incomplete = The package is marked incomplete.
verify-path = { $path }: the name points outside of the package
verify-missing = { $path }: missing
verify-differs = { $path }: differs from the manifest
verify-unreadable = { $path }: cannot be read as DICOM
verify-unlisted = { $path }: not in the manifest
policy-ps3-15-basic = PS3.15 Basic Application Level Confidentiality Profile, no options
policy-later = comes with a later version
policy-diff = { $n } attributes differ.
action-keep = kept
action-clean = cleaned
action-remove = removed
action-empty = emptied, or a pseudonym
action-dummy = replaced by a dummy
action-uid = replaced by a new UID, the same one everywhere
action-empty-or-dummy = emptied; a dummy where the object needs a value
action-remove-or-empty = removed; emptied where the object needs the attribute
action-remove-or-dummy = removed; a dummy where the object needs a value
action-remove-empty-or-dummy = removed; emptied or a dummy where the object needs it
action-remove-empty-or-uid = removed; emptied or with new UIDs where the object needs it

## page- : the page's own words (www/)

page-name = 仮名 Kamei
page-tagline = Pseudonymises medical data on this machine
page-language = Language
page-lang-ja = 日本語
page-lang-en = English
page-skip = Skip to content
page-no-network = No network
page-version = Version { $version }
page-starting = Getting ready
page-list-separator = {", "}

page-steps = Steps
page-step-drop = Add
page-step-found = Check
page-step-run = Process
page-step-done = Receive
page-step-is-done = done

page-drop-title = Add the data to process
page-drop-lead = Reading starts as soon as you choose a folder or files. The originals are never changed.
page-drop-here = Drop a folder or files here
page-drop-anywhere = Anywhere in this window works
page-drop-or = or
page-choose-folder = Choose a folder
page-choose-files = Choose files
page-choose-note = For a folder, the browser may ask whether to “upload” its files. That is the browser’s fixed wording; nothing is sent from this machine.
page-choose-many = For more than 1,000 files, “Choose a folder” is safer than dragging.
page-drop-folder-refused = The folder could not be taken by dropping. Use “Choose a folder”.

page-trust-title = The data does not leave this machine
page-trust-body = This page has no network code, and its own policy forbids every connection.
page-trust-check = Check it yourself
page-trust-check-1 = Unplug the network cable or switch off Wi-Fi first. Everything works the same.
page-trust-check-2 = Open “Network” in the browser’s developer tools (F12). Not one outside request appears, also while processing.
page-trust-check-3 = This is the policy that the page obeys (Content Security Policy). “connect-src 'none'” means that every connection is forbidden.

page-kinds-title = What it takes
page-kinds-yes = DICOM files (CT, MR, PET, ultrasound and others) and ZIP archives of them, in folders of any depth and with any file extension.
page-limits-title = What this version cannot do
page-limits-intro = What it cannot do is listed here. Nothing of it is passed quietly: every file gets a named outcome, such as “withheld”, with its reason.
page-limits-review = Reviewing and masking text or faces in images. Images that may hold them are withheld and not written.
page-limits-kinds = Photos, documents such as PDF, free text, video and sound. All are withheld.
page-limits-vault = A vault closed by a passphrase. Until there is one, keep the record and the pseudonym key as two files inside the hospital.
page-limits-papers = Papers for contracts and publication.
page-limits-genome = Genome data (VCF, FASTQ, BAM and others) is out of scope.
page-term-kamei = Pseudonymised information (仮名加工情報) is information about a person, processed so that it identifies nobody unless it is matched with other information. Whether the result is that in law, the hospital decides.

page-found-title = What was found
page-found-reading = Reading ({ $read } of { $given } files)
page-found-read = { $given ->
    [one] 1 file was read
   *[other] { $given } files were read
}
page-found-empty = No file can be processed. The list below says why.
page-found-nothing = No file was found. The folder may be empty.
page-found-unreadable = { $count ->
    [one] 1 entry
   *[other] { $count } entries
} could not be opened. Check that nothing else uses them and that you may read them, then add them again. Other files are not affected.
page-count-people = { "" }
page-count-people-label = Patients
page-count-studies = { "" }
page-count-studies-label = Examinations
page-count-files = { "" }
page-count-files-label = Files
page-count-bytes-label = Total size
page-add-files = Add files
page-start-over = Start over

page-notes-title = What will not be written
page-notes-note = “Withheld” is no error: what needs a person’s decision is not written without one. This version of the page cannot take decisions; the command line can, by a decisions file (decisions.json).
page-notes-count = { $count ->
    [one] 1 file
   *[other] { $count } files
}

page-list-title = List of files
page-list-filter = Show
page-list-all = All
page-list-empty = No file fits this choice.
page-list-path = File
page-list-kind = Kind
page-list-bytes = Size
page-list-fate = Outcome
page-list-why = Reason
page-list-scroll = List of files. Scroll with the arrow keys.

page-fate-ready = Ready
page-fate-written = Written
page-fate-withheld = Withheld
page-fate-refused = Refused
page-fate-excluded = Left out
page-fate-duplicate = Duplicate

page-kind-dicom = DICOM
page-kind-text = Text
page-kind-table = Table
page-kind-photo = Photo
page-kind-video = Video
page-kind-waveform = Waveform
page-kind-hl7 = HL7
page-kind-fhir = FHIR
page-kind-cda = CDA
page-kind-archive = Archive
page-kind-other = Other

page-plan-title = Policy
page-plan-policy = Basic Profile of DICOM PS3.15
page-plan-policy-note = Names, ids, dates and all else that Table E.1-1 of the standard lists are removed or replaced. Nothing is looser than the standard.
page-key-title = Pseudonym key
page-key-note = With the same key, a patient always gets the same pseudonym. The key can lead from a pseudonym back to a patient, so it must not leave the hospital.
page-key-new = Make a new key
page-key-new-note = for the first batch
page-key-load = Use the key of an earlier batch
page-key-load-note = to keep the same pseudonyms
page-key-file = Key file (kamei-project.key)
page-key-loaded = The key was read
page-key-wrong = This file is no key. Choose the “kamei-project.key” that you saved before (a file of 64 letters and digits).
page-key-needed = Choose the key file to go on.
page-run-button = { $count ->
    [one] Process 1 file
   *[other] Process { $count } files
}
page-run-none = There is no file that can be written, so processing cannot start.

page-run-title = Processing
page-run-doing = Replacing names, ids and dates
page-run-progress = Progress
page-run-files = { $done } of { $files } files
page-run-bytes = { $done } of { $bytes }
page-run-left = about { $left } left
page-run-left-unknown = measuring the time left
page-run-seconds = { $count ->
    [one] 1 second
   *[other] { $count } seconds
}
page-run-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
page-run-withheld = { $count } withheld
page-run-cancel = Stop processing
page-run-cancel-note = Stopping changes none of your files. Nothing half-done is kept.
page-run-spoken = { $percent } per cent done
page-run-keep-open = Keep this tab open until the end.

page-done-title = Processing is done
page-done-sum = { $people ->
    [one] 1 person
   *[other] { $people } people
}, { $written ->
    [one] 1 file
   *[other] { $written } files
} processed.
page-done-rest = { $withheld } withheld, { $refused } refused, { $excluded } left out, { $duplicate } duplicates. All { $all } files are accounted for.
page-done-none = No file was written. The list below says why.
page-done-originals = The originals were not changed.
page-done-order = First save what stays in the hospital, then what goes to the company. Both are lost when this page is closed.

page-hospital-mark = Must not leave the hospital
page-hospital-title = For the hospital
page-hospital-body = It ties the original file names to the pseudonyms. Keep it apart from what goes to the company.
page-hospital-record = Save the record
page-hospital-record-note = run.json: what became of each file
page-hospital-key = Save the pseudonym key
page-hospital-key-note = kamei-project.key: needed to give the same pseudonyms next time. If it is lost, they can never be made again.
page-hospital-key-held = The key that you loaded was used. Go on keeping it.
page-hospital-confirm = Both are saved in a safe place inside the hospital
page-receiver-mark = For the company
page-receiver-title = For the company
page-receiver-body = A ZIP of the pseudonymised files and their list (manifest.json). Original file names are not in it. Text inside of pictures was not checked by the program.
page-receiver-save = Save the package
page-receiver-wait = This button works once the hospital’s files are saved and ticked as saved.
page-receiver-none = No file was written, so there is nothing to hand over.
page-saved = Saving has begun
page-next-title = What to do next
page-next-check = Look through what was withheld and consider other ways where you need it.
page-next-contract = Before you hand anything over, check with your hospital’s staff that purpose, contract and safeguards are in place.
page-next-law = Pseudonymised information may not be provided to third parties, save where a law requires it (Act on the Protection of Personal Information, Article 41 (6) and others). Entrustment, joint use or another form that is no such provision is needed.
page-next-batch = Begin the next batch
page-next-batch-note = Clears this screen and goes back to the start.
page-forget-title = Something is not saved yet
page-forget-body = If you clear the screen, the record and the key are lost for good.
page-forget-yes = Clear and go back to the start
page-forget-no = Back to this screen

## page-why- : a reason that this page has no words for

page-why-other = It could not be written (reason code: { $code }).

## page-err- : the page itself

page-err-title = Stopped
page-err-internal = Something unexpected happened in the page, so it stopped. Your files are unchanged. Open the page again and retry.
page-err-no-plan = Processing was not ready. Try again.
page-err-other = Processing could not start ({ $code }). Your files are unchanged.
page-err-wasm = WebAssembly is switched off in this browser (for example by Edge’s enhanced security mode). Add this page as an exception.
page-err-feature = A needed feature ({ $feature }) is missing. Update the browser.
page-err-start = Starting stopped ({ $feature }). Check that the file is whole: compare its SHA-256 with the one you were given.
