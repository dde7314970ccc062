;;; onrecord.el --- How openly a news draft is sourced  -*- lexical-binding: t -*-

;; Package-Requires: ((emacs "28.1") (eglot "1.9"))

;;; Commentary:

;; Eglot and Flymake do the most of it.  Here are the colours of sources, the buffer with the sources, and how
;; much of what is found is shown.

;;; Code:

(require 'cl-lib)
(require 'eglot)
(require 'face-remap)
(require 'flymake)
(require 'jsonrpc)
(require 'subr-x)

(defgroup onrecord nil "How openly a news draft is sourced." :group 'text)

(defcustom onrecord-command '("onrecord" "lsp")
  "The program and its arguments."
  :type '(repeat string))

(defcustom onrecord-settings nil
  "Settings of the server as a property list, such as (:profile \"ap\")."
  :type 'plist)

(defcustom onrecord-extensions '("txt" "md" "markdown")
  "The extensions of files that `onrecord-ensure' takes for drafts."
  :type '(repeat string))

;; Named and unnamed differ by weight, slant and line; blue and orange are told apart without colour sight.

(defface onrecord-named
  '((((background dark)) :foreground "#7fb4ff" :weight bold :underline t)
    (t :foreground "#005f9e" :weight bold :underline t))
  "People who are named.")

(defface onrecord-unnamed
  '((((background dark)) :foreground "#ffb454" :slant italic :underline (:style wave))
    (t :foreground "#a34700" :slant italic :underline (:style wave)))
  "Sources that are not named.")

(defface onrecord-body
  '((((background dark)) :foreground "#9cc9b0") (t :foreground "#2d6a4f"))
  "Organizations, their spokespeople, groups.")

(defface onrecord-document
  '((((background dark)) :foreground "#c3b1e1") (t :foreground "#5b3f8c"))
  "Documents and other outlets.")

(defface onrecord-quotation
  '((((background dark)) :foreground "#a9c7e8") (t :foreground "#1f4e79"))
  "Quotations.")

(defface onrecord-unnamed-quotation
  '((((background dark)) :foreground "#e8c9a0" :slant italic) (t :foreground "#7a4a12" :slant italic))
  "Quotations of sources that are not named.")

(defface onrecord-cue
  '((((background dark)) :foreground "#9a9a9a") (t :foreground "#666666"))
  "Words such as said.")

(defconst onrecord--faces
  '(("quotation" . onrecord-quotation) ("cue" . onrecord-cue)
    ("sourceNamed" . onrecord-named) ("sourceUnnamed" . onrecord-unnamed)
    ("sourceSpokesperson" . onrecord-body) ("sourceOrganization" . onrecord-body) ("sourceCollective" . onrecord-body)
    ("sourceDocument" . onrecord-document) ("sourceMedia" . onrecord-document)))

(defconst onrecord--class-faces
  '(("named" . onrecord-named) ("unnamed" . onrecord-unnamed) ("spokesperson" . onrecord-body)
    ("organization" . onrecord-body) ("collective" . onrecord-body) ("document" . onrecord-document)
    ("media" . onrecord-document)))

;;; The server

(defclass onrecord-server (eglot-lsp-server) () :documentation "The server, told apart from others.")

(cl-defmethod eglot-initialization-options ((_server onrecord-server))
  "The settings, or an object without any."
  (or onrecord-settings (make-hash-table :size 0)))

(add-to-list 'eglot-server-programs
             `((text-mode markdown-mode) . ,(lambda (&rest _) (cons 'onrecord-server onrecord-command))))

;;;###autoload
(defun onrecord-ensure ()
  "Start onrecord when the buffer is a draft; for `text-mode-hook'."
  (when (and buffer-file-name (member (file-name-extension buffer-file-name) onrecord-extensions))
    (if (executable-find (car onrecord-command))
        (eglot-ensure)
      (message "onrecord: there is no program %s; install it, or set onrecord-command" (car onrecord-command)))))

(defun onrecord--server ()
  "The server of this buffer, or nil."
  (let ((server (eglot-current-server)))
    (and (cl-typep server 'onrecord-server) server)))

(defun onrecord--ask (method more done)
  "Ask METHOD about this draft with MORE params; DONE gets the answer, in this buffer."
  (let ((server (or (onrecord--server) (user-error "Onrecord does not run for this buffer; M-x eglot starts it")))
        (buffer (current-buffer)))
    (eglot--signal-textDocument/didChange)
    (jsonrpc-async-request server method (append (list :textDocument (eglot--TextDocumentIdentifier)) more)
                           :success-fn (lambda (answer)
                                         (when (and answer (buffer-live-p buffer))
                                           (with-current-buffer buffer (funcall done answer))))
                           :error-fn #'ignore)))

(defun onrecord--region (range)
  "The beginning and end of RANGE in this buffer."
  (if (fboundp 'eglot-range-region) (eglot-range-region range) (eglot--range-region range)))

;;; Colours

(defun onrecord--face (type modifiers)
  "The face of a TYPE of token with MODIFIERS, or nil."
  (if (and (equal type "quotation") (seq-contains-p modifiers "unnamed"))
      'onrecord-unnamed-quotation
    (cdr (assoc type onrecord--faces))))

(defun onrecord--erase ()
  "Take the colours away."
  (remove-overlays (point-min) (point-max) 'onrecord t))

(defun onrecord--draw (ranges)
  "Draw RANGES."
  (save-restriction
    (widen)
    (onrecord--erase)
    (seq-doseq (one ranges)
      (when-let ((face (onrecord--face (plist-get one :type) (plist-get one :modifiers))))
        (let* ((region (onrecord--region (plist-get one :range)))
               (overlay (make-overlay (car region) (cdr region) nil t)))
          (overlay-put overlay 'onrecord t)
          (overlay-put overlay 'priority -50)
          (overlay-put overlay 'face face))))))

(defvar-local onrecord--timer nil)

(defun onrecord--refresh ()
  "Draw this buffer afresh; an answer about an older text is let go."
  (when (onrecord--server)
    (let ((tick (buffer-chars-modified-tick)))
      (onrecord--ask :onrecord/ranges nil
                     (lambda (answer)
                       (when (and onrecord-mode (= tick (buffer-chars-modified-tick)))
                         (onrecord--draw (plist-get answer :ranges))))))
    (onrecord--refresh-sources)))

(defun onrecord--changed (&rest _)
  "Draw soon."
  (when onrecord--timer (cancel-timer onrecord--timer))
  (let ((buffer (current-buffer)))
    (setq onrecord--timer
          (run-with-timer 0.2 nil (lambda ()
                                    (when (buffer-live-p buffer)
                                      (with-current-buffer buffer (onrecord--refresh))))))))

;;; How much is shown

(defface onrecord-hidden '((t)) "What findings look like until all is shown: not at all.")

(defvar-local onrecord--quiet nil "Whether only what is serious is shown.")

(defconst onrecord--finding-faces '(flymake-note flymake-warning flymake-error))

(defun onrecord--be-quiet ()
  "Keep hints off the fringe and findings without a face, so that sources are told apart."
  (setq onrecord--quiet t)
  (setq-local flymake-note-bitmap nil)
  (dolist (face onrecord--finding-faces) (face-remap-set-base face '(:inherit onrecord-hidden)))
  (when (fboundp 'eglot-inlay-hints-mode) (eglot-inlay-hints-mode -1)))

(defun onrecord--be-loud ()
  "Show all that is found."
  (setq onrecord--quiet nil)
  (kill-local-variable 'flymake-note-bitmap)
  (mapc #'face-remap-reset-base onrecord--finding-faces)
  (when (and (fboundp 'eglot-inlay-hints-mode) (onrecord--server)) (eglot-inlay-hints-mode 1)))

(defun onrecord-show-all ()
  "Show every finding and hint, or be quiet again."
  (interactive)
  (if onrecord--quiet (onrecord--be-loud) (onrecord--be-quiet))
  (when flymake-mode (flymake-start)))

;;; The sources

(defvar-local onrecord--draft nil "The buffer whose sources or report this is.")

(defvar onrecord-sources-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "RET") #'onrecord-goto)
    map))

(define-derived-mode onrecord-sources-mode special-mode "Sources"
  "The sources of a draft.  \\<onrecord-sources-mode-map>\\[onrecord-goto] goes to the place."
  (setq-local word-wrap t)
  (setq-local revert-buffer-function (lambda (&rest _) (with-current-buffer onrecord--draft (onrecord--refresh-sources)))))

(defun onrecord-goto ()
  "Go to the place in the draft that this line speaks of."
  (interactive)
  (let ((range (get-text-property (line-beginning-position) 'onrecord-range)) (draft onrecord--draft))
    (unless range (user-error "This line speaks of no place"))
    (pop-to-buffer draft)
    (goto-char (car (onrecord--region range)))))

(defun onrecord--line (text &optional range face)
  "Insert TEXT as a line that leads to RANGE, its sixth character and on in FACE."
  (let ((start (point)))
    (insert text "\n")
    (when face (put-text-property (+ start 5) (1- (point)) 'face face))
    (when range (put-text-property start (point) 'onrecord-range range))))

(defun onrecord--list (answer)
  "Insert the sources of ANSWER."
  (onrecord--line (or (plist-get answer :line) ""))
  (seq-doseq (source (plist-get answer :sources))
    (let ((score (plist-get source :score)) (range (plist-get source :range)))
      (insert "\n")
      (onrecord--line (format "%s  %s" (if (numberp score) (format "%3d" (round score)) "   ") (plist-get source :label))
                      range (cdr (assoc (plist-get source :class) onrecord--class-faces)))
      (onrecord--line (concat "     " (plist-get source :told)) range)
      (seq-doseq (one (plist-get source :attributions))
        (let ((where (plist-get one :range)))
          (onrecord--line (format "     line %d  %s: %s" (1+ (plist-get (plist-get where :start) :line))
                                  (plist-get one :mode) (plist-get one :text))
                          where))))))

(defun onrecord--sources-buffer ()
  "The buffer with the sources of this draft."
  (get-buffer-create (format "*onrecord %s*" (buffer-name))))

(defun onrecord--refresh-sources ()
  "Write the sources anew where their buffer is."
  (let ((draft (current-buffer)) (buffer (get-buffer (format "*onrecord %s*" (buffer-name)))))
    (when buffer
      (onrecord--ask :onrecord/sources nil
                     (lambda (answer)
                       (when (buffer-live-p buffer)
                         (with-current-buffer buffer
                           (let ((inhibit-read-only t) (line (line-number-at-pos)))
                             (setq onrecord--draft draft)
                             (erase-buffer)
                             (onrecord--list answer)
                             (goto-char (point-min))
                             (forward-line (1- line))))))))))

;;;###autoload
(defun onrecord-sources ()
  "Show the sources of this draft, what they say, and their scores."
  (interactive)
  (unless (onrecord--server) (user-error "Onrecord does not run for this buffer; M-x eglot starts it"))
  (let ((buffer (onrecord--sources-buffer)))
    (with-current-buffer buffer (onrecord-sources-mode))
    (onrecord--refresh-sources)
    (display-buffer buffer '(display-buffer-in-direction (direction . right)))))

;;;###autoload
(defun onrecord-report ()
  "Show the whole report on this draft."
  (interactive)
  (let ((name (format "*onrecord report %s*" (buffer-name))))
    (onrecord--ask :onrecord/report '(:format "text" :width 76)
                   (lambda (answer)
                     (with-current-buffer (get-buffer-create name)
                       (let ((inhibit-read-only t))
                         (erase-buffer)
                         (insert (plist-get answer :content))
                         (goto-char (point-min))
                         (special-mode))
                       (display-buffer (current-buffer)))))))

;;; The mode

(defvar onrecord-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map [f8] #'onrecord-show-all)
    map))

(define-minor-mode onrecord-mode
  "Colours of sources in a draft that the server looks after."
  :lighter " Sourcing"
  (if onrecord-mode
      (progn
        (onrecord--be-quiet)
        (add-hook 'after-change-functions #'onrecord--changed nil t)
        (onrecord--changed)) ; not at once: Eglot has yet to open the draft
    (remove-hook 'after-change-functions #'onrecord--changed t)
    (when onrecord--timer (cancel-timer onrecord--timer))
    (onrecord--be-loud)
    (onrecord--erase)))

(defun onrecord--managed ()
  "Follow Eglot."
  (if (and (eglot-managed-p) (onrecord--server))
      (onrecord-mode 1)
    (when onrecord-mode (onrecord-mode -1))))

(add-hook 'eglot-managed-mode-hook #'onrecord--managed)

(provide 'onrecord)
;;; onrecord.el ends here
