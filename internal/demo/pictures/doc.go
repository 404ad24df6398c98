// Package pictures holds the drawn product pictures of the demo.
//
// They are made by `npm run pictures` in web (sources in web/pictures) and
// committed; nothing is drawn at run time. It owns no tables. Every picture
// has a caption and every caption a picture; each is a JPEG of 1200 by 1200
// pixels of at most 60,000 bytes. Only the demo seed calls it.
package pictures
