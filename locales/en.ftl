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
why-conflicting-instance = Another file has the same SOP Instance UID but other content.
remedy-conflicting-instance = Find out which of the two is right, and give only that one.
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
