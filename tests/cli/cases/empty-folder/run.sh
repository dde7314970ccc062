mkdir folder
echo x > folder/picture.png
"$ONRECORD" check folder
