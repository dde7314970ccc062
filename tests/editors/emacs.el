;;; emacs.el --- run by Emacs itself, in batch, on a copy of draft.txt  -*- lexical-binding: t -*-

(defvar test-results nil)

(defun tell (name good &optional told)
  (push (format "%s\t%s\t%s" (if good "ok" "not ok") name
                (if good "" (replace-regexp-in-string "[ \t\n]+" " " (format "%S" told))))
        test-results))

(defmacro wait (what)
  `(let ((until (+ (float-time) 20)) good)
     (while (not (or (setq good ,what) (> (float-time) until)))
       (accept-process-output nil 0.05))
     good))

(defun at (words)
  (goto-char (point-min))
  (search-forward words)
  (goto-char (1+ (match-beginning 0))))

(defun line (number)
  (save-excursion (goto-char (point-min)) (forward-line (1- number))
                  (buffer-substring-no-properties (point) (line-end-position))))

(defun drawn () (mapcar (lambda (o) (overlay-get o 'face)) (overlays-at (point))))

(defun found () (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun text-of (name)
  (if (get-buffer name) (with-current-buffer name (buffer-substring-no-properties (point-min) (point-max))) ""))

(defun check-findings ()
  (flymake-start)
  (tell "findings arrive" (wait (seq-some (lambda (text) (string-match-p "No reason is given" text)) (found))) (found))
  (tell "hints are kept off the fringe" (and onrecord--quiet (null flymake-note-bitmap)))
  (call-interactively (key-binding [f8]))
  (tell "one key shows all" (and (not onrecord--quiet) flymake-note-bitmap))
  (call-interactively (key-binding [f8]))
  (tell "and hides it again" (and onrecord--quiet (null flymake-note-bitmap))))

(defun check-colours ()
  (pcase-dolist (`(,words . ,face) '(("familiar with" . onrecord-unnamed) ("Tom Baker" . onrecord-named)
                                     ("There is no buyer" . onrecord-quotation)
                                     ("It is done" . onrecord-unnamed-quotation)))
    (at words)
    (tell (format "“%s” is drawn as %s" words face) (wait (memq face (drawn))) (drawn)))
  (tell "named and unnamed differ without colour"
        (and (eq (face-attribute 'onrecord-named :weight) 'bold) (eq (face-attribute 'onrecord-unnamed :slant) 'italic)
             (not (equal (face-attribute 'onrecord-named :underline) (face-attribute 'onrecord-unnamed :underline))))))

(defun check-hover ()
  (at "familiar with")
  (let (text)
    (eglot-hover-eldoc-function (lambda (shown &rest _) (setq text shown)))
    (tell "hover shows the card of a source" (wait (and text (string-match-p "no reason given" text))) text)))

(defun check-rename ()
  (at "Baker denied")
  (eglot-rename "Barker")
  (tell "rename changes every mention outside quotations"
        (and (string-match-p "\\`Mayor Tom Barker denied it" (line 5)) (string-match-p "Barker told reporters" (line 5))) (line 5)))

(defun check-fix ()
  (at "familiar with")
  (let* ((offered nil)
         (last-nonmenu-event ?.) ; chosen by keys, not from a menu
         (completing-read-function
          (lambda (_prompt choices &rest _)
            (setq offered (all-completions "" choices))
            (seq-find (lambda (title) (string-match-p "Waive anonymous-no-reason in this paragraph" title)) offered))))
    (eglot-code-actions (point) (point) nil t)
    (tell "a fix that is chosen changes the draft" (string-match-p "onrecord: ok anonymous-no-reason" (line 3)) offered)))

(defun check-sources ()
  (let ((draft (current-buffer)))
    (onrecord-sources)
    (tell "the buffer of sources lists them" (wait (string-match-p "Mayor Tom" (text-of "*onrecord draft.txt*")))
          (text-of "*onrecord draft.txt*"))
    (with-current-buffer "*onrecord draft.txt*"
      (at "Mayor Tom")
      (call-interactively (key-binding (kbd "RET"))))
    (tell "Return leads from there to the draft" (with-current-buffer draft (looking-at "Mayor Tom")) (point))
    (set-buffer draft)
    (onrecord-report)
    (tell "the whole report" (wait (string-match-p "Findings:" (text-of "*onrecord report draft.txt*"))))))

(defun run ()
  (require 'onrecord)
  (setq onrecord-command (list (getenv "ONRECORD") "lsp") eglot-sync-connect 30 eglot-autoshutdown nil)
  (find-file (getenv "DRAFT"))
  (apply #'eglot--connect (eglot--guess-contact))
  (wait (and (eglot-managed-p) onrecord-mode))
  (dolist (check '(check-findings check-colours check-hover check-rename check-fix check-sources))
    (condition-case problem (funcall check)
      (error (tell (format "no error in %s" check) nil problem)))))

(set-language-environment "UTF-8")
(condition-case problem (run) (error (tell "no error" nil problem)))
(let ((coding-system-for-write 'utf-8))
  (write-region (concat (string-join (reverse test-results) "\n") "\n") nil (getenv "RESULTS")))
(ignore-errors (eglot-shutdown-all))
(kill-emacs 0)
;;; emacs.el ends here
